package eigendrift.config;

/** One optimizer of an experiment: a name that labels its runs, an update rule and a learning rate over time. */
public record OptimizerConfig(
        String name, UpdateRule rule, double learningRate, ScheduleConfig schedule, ClippingConfig clipping) {}
