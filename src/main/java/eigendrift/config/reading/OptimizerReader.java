package eigendrift.config.reading;

import eigendrift.config.ClippingConfig;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.ScheduleConfig;
import eigendrift.config.TrainingConfig;
import eigendrift.config.UpdateRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads the list {@code optimizers}. */
final class OptimizerReader {

    private enum Search {
        NONE,
        STRONG_WOLFE
    }

    private OptimizerReader() {}

    static List<OptimizerConfig> optimizers(Block experiment, TrainingConfig training) {
        List<OptimizerConfig> optimizers = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Block block : experiment.typedList("optimizers")) {
            OptimizerConfig optimizer = optimizer(block);
            if (optimizer.rule() instanceof UpdateRule.Lbfgs
                    && training.batchSize().isPresent()) {
                block.problem(
                        "type",
                        "training.batch-size = full beside lbfgs, whose gradients must be of one function",
                        "Maybe training.batch-size = full.");
            }
            // Names become file names, and some file systems ignore case.
            boolean isNew = experiment.reading.isFile();
            String name = isNew ? optimizer.name().toLowerCase(Locale.ROOT) : optimizer.name();
            String owner = owners.putIfAbsent(name, block.path("name"));
            if (owner != null) {
                block.problemHere(
                        "name",
                        optimizers.stream().anyMatch(other -> other.name().equals(optimizer.name()))
                                ? "another name than that of " + owner
                                : "a name that differs from that of " + owner + " in more than case",
                        "Maybe " + block.path("name") + " = " + optimizer.name() + "-2.");
            }
            optimizers.add(optimizer);
        }
        if (experiment.isEmptyList("optimizers")) {
            experiment.problem("optimizers", "at least one optimizer");
        }
        return optimizers;
    }

    private static OptimizerConfig optimizer(Block block) {
        return new OptimizerConfig(
                block.label("name"),
                rule(block),
                block.number("learning-rate", Range.POSITIVE),
                schedule(block, "schedule"),
                new ClippingConfig(bound(block, "clip-norm"), bound(block, "clip-value")));
    }

    private static OptionalDouble bound(Block block, String key) {
        return block.isNull(key) ? OptionalDouble.empty() : OptionalDouble.of(block.number(key, Range.POSITIVE));
    }

    private static UpdateRule rule(Block block) {
        return switch (block.type()) {
            case "sgd" -> sgd(block);
            case "adam" ->
                new UpdateRule.Adam(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "adamw" ->
                new UpdateRule.AdamW(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "rmsprop" ->
                new UpdateRule.RmsProp(
                        block.number("alpha", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE),
                        block.number("momentum", Range.BELOW_ONE),
                        block.flag("centered"));
            case "adagrad" ->
                new UpdateRule.Adagrad(
                        block.number("learning-rate-decay", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE),
                        block.number("initial-accumulator", Range.NOT_NEGATIVE),
                        block.number("epsilon", Range.NOT_NEGATIVE));
            case "amsgrad" ->
                new UpdateRule.AmsGrad(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "adamax" ->
                new UpdateRule.Adamax(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "nadam" ->
                new UpdateRule.NAdam(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE),
                        block.number("momentum-decay", Range.NOT_NEGATIVE));
            case "radam" ->
                new UpdateRule.RAdam(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "lion" ->
                new UpdateRule.Lion(
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "sam" ->
                new UpdateRule.Sam(
                        block.number("rho", Range.POSITIVE),
                        block.number("momentum", Range.BELOW_ONE),
                        block.number("weight-decay", Range.NOT_NEGATIVE));
            case "muon" ->
                new UpdateRule.Muon(
                        block.number("momentum", Range.BELOW_ONE),
                        block.flag("nesterov"),
                        block.number("weight-decay", Range.NOT_NEGATIVE),
                        block.number("bias-rate", Range.POSITIVE),
                        block.number("beta1", Range.BELOW_ONE),
                        block.number("beta2", Range.BELOW_ONE),
                        block.number("epsilon", Range.NOT_NEGATIVE));
            case "lbfgs" ->
                new UpdateRule.Lbfgs(
                        block.integer("history", 1),
                        block.integer("max-iterations", 1),
                        block.number("tolerance-gradient", Range.NOT_NEGATIVE),
                        block.number("tolerance-change", Range.NOT_NEGATIVE),
                        block.choice("line-search", Search.class) == Search.STRONG_WOLFE);
            default -> throw new IllegalStateException("no reader for the optimizer type " + block.type());
        };
    }

    private static UpdateRule sgd(Block block) {
        double momentum = block.number("momentum", Range.BELOW_ONE);
        boolean nesterov = block.flag("nesterov");
        if (nesterov && momentum == 0) {
            block.problem(
                    "nesterov", "momentum above 0 beside nesterov", "Maybe " + block.path("momentum") + " = 0.9.");
        }
        return new UpdateRule.Sgd(momentum, nesterov, block.number("weight-decay", Range.NOT_NEGATIVE));
    }

    private static ScheduleConfig schedule(Block owner, String key) {
        return owner.typed(key, "schedule").map(OptimizerReader::schedule).orElse(null);
    }

    private static ScheduleConfig schedule(Block block) {
        return switch (block.type()) {
            case "constant" -> new ScheduleConfig.Constant();
            case "step" -> new ScheduleConfig.Step(block.span("every"), block.number("gamma", Range.POSITIVE));
            case "cosine" -> new ScheduleConfig.Cosine(block.number("minimum", Range.UNIT));
            case "cosine-restarts" ->
                new ScheduleConfig.CosineRestarts(
                        block.span("period"), block.integer("multiplier", 1), block.number("minimum", Range.UNIT));
            case "one-cycle" ->
                new ScheduleConfig.OneCycle(
                        block.number("rise", Range.INSIDE_UNIT),
                        block.number("start", Range.UNIT),
                        block.number("end", Range.UNIT));
            case "warmup" ->
                new ScheduleConfig.Warmup(
                        block.span("over"), block.number("start", Range.UNIT), schedule(block, "then"));
            default -> throw new IllegalStateException("no reader for the schedule type " + block.type());
        };
    }
}
