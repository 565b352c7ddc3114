package eigendrift.checkpoints;

import eigendrift.checkpoints.OptimizerState.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rule of torch.optim a state is of, and its settings under the keys of an experiment file. */
final class TorchRules {

    /** Names of torch.optim and the keys they become. */
    private static final Map<String, String> KEYS = Map.of(
            "lr", "learning-rate",
            "momentum", "momentum",
            "nesterov", "nesterov",
            "eps", "epsilon",
            "weight_decay", "weight-decay",
            "alpha", "alpha",
            "centered", "centered",
            "lr_decay", "learning-rate-decay",
            "initial_accumulator_value", "initial-accumulator",
            "momentum_decay", "momentum-decay");

    private static final List<String> SGD = List.of("lr", "momentum", "nesterov", "weight_decay");
    private static final List<String> ADAM = List.of("lr", "betas", "eps", "weight_decay");
    private static final List<String> LION = List.of("lr", "betas", "weight_decay");
    private static final List<String> NADAM = List.of("lr", "betas", "eps", "weight_decay", "momentum_decay");
    private static final List<String> RMSPROP = List.of("lr", "alpha", "eps", "weight_decay", "momentum", "centered");
    private static final List<String> ADAGRAD =
            List.of("lr", "lr_decay", "weight_decay", "initial_accumulator_value", "eps");

    private TorchRules() {}

    /**
     * Types of an experiment file that this can be of, the likelier first; more than one where the file does not say
     * which, none where it is none that is known.
     */
    static List<String> types(OptimizerState optimizer) {
        if (optimizer.groups().isEmpty()) {
            return List.of();
        }
        Group group = optimizer.groups().get(0);
        List<String> kept = optimizer.kept();
        if (has(group, "dampening")) {
            return List.of("sgd");
        }
        if (has(group, "alpha", "centered")) {
            return List.of("rmsprop");
        }
        if (has(group, "lr_decay")) {
            return List.of("adagrad");
        }
        if (has(group, "betas", "momentum_decay")) {
            return List.of("nadam");
        }
        if (has(group, "betas", "amsgrad")) {
            return group.isTrue("amsgrad") ? List.of("amsgrad") : adam(group);
        }
        if (has(group, "betas", "eps") && kept.contains("exp_inf")) {
            return List.of("adamax");
        }
        if (has(group, "betas", "eps") && kept.contains("exp_avg_sq")) {
            return List.of("radam");
        }
        if (has(group, "betas") && !has(group, "eps") && kept.contains("exp_avg")) {
            return List.of("lion");
        }
        return List.of();
    }

    /** The two differ in weight decay alone; later versions of PyTorch say which it is. */
    private static List<String> adam(Group group) {
        if (has(group, "decoupled_weight_decay")) {
            return List.of(group.isTrue("decoupled_weight_decay") ? "adamw" : "adam");
        }
        boolean same = group.number("weight_decay").orElse(0.) == 0;
        return same ? List.of("adam") : List.of("adamw", "adam");
    }

    private static boolean has(Group group, String... names) {
        return group.settings().keySet().containsAll(List.of(names));
    }

    /** The settings of a group under the keys of an experiment file, in the order in which these are documented. */
    static Map<String, Object> settings(String type, Group group) {
        List<String> names =
                switch (type) {
                    case "sgd" -> SGD;
                    case "rmsprop" -> RMSPROP;
                    case "adagrad" -> ADAGRAD;
                    case "nadam" -> NADAM;
                    case "lion" -> LION;
                    default -> ADAM;
                };
        Map<String, Object> settings = new LinkedHashMap<>();
        for (String name : names) {
            Object value = group.settings().get(name);
            if (name.equals("betas") && value instanceof List<?> betas && betas.size() == 2) {
                settings.put("beta1", betas.get(0));
                settings.put("beta2", betas.get(1));
            } else if (value instanceof Number || value instanceof Boolean) {
                settings.put(KEYS.get(name), value);
            }
        }
        return settings;
    }

    /** A setting that no experiment file has, if it was used. */
    static Optional<String> withoutCounterpart(Group group) {
        if (group.number("dampening").orElse(0.) != 0) {
            return Optional.of("dampening");
        }
        return group.isTrue("maximize") ? Optional.of("maximize") : Optional.empty();
    }
}
