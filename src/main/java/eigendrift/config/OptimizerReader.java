package eigendrift.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the list {@code optimizers}. */
final class OptimizerReader {

    private OptimizerReader() {}

    static List<OptimizerConfig> optimizers(Block experiment) {
        List<OptimizerConfig> optimizers = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (Block block : experiment.typedList("optimizers")) {
            OptimizerConfig optimizer = optimizer(block);
            String owner = owners.putIfAbsent(optimizer.name(), block.path("name"));
            if (owner != null) {
                block.problemHere(
                        "name",
                        "another name than that of " + owner,
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
                schedule(block, "schedule"));
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
            case "warmup" ->
                new ScheduleConfig.Warmup(
                        block.span("over"), block.number("start", Range.UNIT), schedule(block, "then"));
            default -> throw new IllegalStateException("no reader for the schedule type " + block.type());
        };
    }
}
