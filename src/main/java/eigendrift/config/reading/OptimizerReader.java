package eigendrift.config.reading;

import eigendrift.config.ClippingConfig;
import eigendrift.config.OptimizerConfig;
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

    private OptimizerReader() {}

    static List<OptimizerConfig> optimizers(ConfigBlock experiment, TrainingConfig training) {
        List<OptimizerConfig> optimizers = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (ConfigBlock block : experiment.typedList("optimizers")) {
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

    private static OptimizerConfig optimizer(ConfigBlock block) {
        return new OptimizerConfig(
                block.label("name"),
                rule(block),
                block.number("learning-rate", Range.POSITIVE),
                RecordReader.schedule(block, "schedule"),
                new ClippingConfig(bound(block, "clip-norm"), bound(block, "clip-value")));
    }

    private static OptionalDouble bound(ConfigBlock block, String key) {
        return block.isNull(key) ? OptionalDouble.empty() : OptionalDouble.of(block.number(key, Range.POSITIVE));
    }

    private static UpdateRule rule(ConfigBlock block) {
        UpdateRule rule = RecordReader.read(UpdateRule.class, block);
        if (rule instanceof UpdateRule.Sgd sgd && sgd.nesterov() && sgd.momentum() == 0) {
            block.problem(
                    "nesterov", "momentum above 0 beside nesterov", "Maybe " + block.path("momentum") + " = 0.9.");
        }
        return rule;
    }
}
