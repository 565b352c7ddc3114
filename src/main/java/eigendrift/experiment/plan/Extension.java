package eigendrift.experiment.plan;

import eigendrift.config.ConfigException;
import eigendrift.config.NullModelConfig;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.reading.LoadedExperiment;
import eigendrift.config.reading.SettingDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An experiment with more or longer runs, and the experiment it was before. Allowed are changes after which every
 * number is as if the experiment had been the larger one from the start:
 *
 * <ul>
 * <li>seeds and optimizers besides those that are there;
 * <li>a longer training, where no schedule of a learning rate depends on the length, the old end is a step of the log
 * and, if it has a checkpoint, one of the checkpoints, and no null model is drawn at the last step;
 * <li>checkpoints after the old end; threads and concurrency.
 * </ul>
 *
 * @param loaded the configuration of {@code after}
 */
public record Extension(Plan before, Plan after, LoadedExperiment loaded) {

    /** Keys that have a check of their own below, or that change no number. */
    private static final Set<String> JUDGED =
            Set.of("seeds", "optimizers", "training.epochs", "training.steps", "checkpoints", "threads", "concurrency");

    /** Keys that a replay may change, not an extension. */
    private static final Set<String> ANALYSED = Set.of("probe", "tracker", "null-models");

    /** @throws ConfigException with the reason, if it takes away or changes what is there, or adds nothing */
    public void check() {
        checkOthers();
        checkSeeds();
        checkOptimizers();
        checkLength();
        checkCheckpoints();
        if (after.runs().equals(before.runs()) && !isLonger()) {
            throw new ConfigException("expected more than " + before.id()
                    + " has: seeds, optimizers, a longer training; found nothing new.\nMaybe 'seeds+=["
                    + (before.config().seeds().stream()
                                    .mapToLong(seed -> seed)
                                    .max()
                                    .orElse(0)
                            + 1) + "]'.");
        }
    }

    /** Whether the training of each run goes on beyond its old end. */
    public boolean isLonger() {
        return after.totalSteps() > before.totalSteps();
    }

    private void checkOthers() {
        for (SettingDifference difference : SettingDifference.of(List.of(before.json(), after.json()))) {
            String key = difference.key();
            if (!isBelow(key, JUDGED)) {
                String was = difference.values().get(0);
                throw loaded.error(
                        key,
                        key + " = " + (was.isEmpty() ? "none" : was) + " as before, since what has been measured stays",
                        difference.values().get(1).isEmpty()
                                ? "none"
                                : difference.values().get(1),
                        isBelow(key, ANALYSED)
                                ? "Maybe eigendrift replay " + before.id() + " " + key + "=..., after the extension."
                                : "Maybe eigendrift run, as another experiment.");
            }
        }
    }

    private static boolean isBelow(String key, Set<String> keys) {
        return keys.stream().anyMatch(block -> key.equals(block) || key.startsWith(block + "."));
    }

    private void checkSeeds() {
        List<Long> missing = new ArrayList<>(before.config().seeds());
        missing.removeAll(after.config().seeds());
        if (!missing.isEmpty()) {
            throw loaded.error(
                    "seeds",
                    "the seeds " + before.config().seeds() + " among others, since their runs stay",
                    after.config().seeds(),
                    "Maybe 'seeds+=[...]', which adds to them.");
        }
    }

    private void checkOptimizers() {
        for (OptimizerConfig optimizer : before.config().optimizers()) {
            if (!after.config().optimizers().contains(optimizer)) {
                throw loaded.error(
                        "optimizers",
                        "the optimizer " + optimizer.name() + " as it was, since its runs stay",
                        after.config().optimizers().stream()
                                .map(OptimizerConfig::name)
                                .toList(),
                        "Maybe 'optimizers+={type = ..., name = ...}', which adds one under another name.");
            }
        }
    }

    private void checkLength() {
        long end = before.totalSteps();
        if (after.totalSteps() < end) {
            throw loaded.error(
                    "training",
                    "at least " + end + " steps, since that is how long the runs have trained",
                    after.totalSteps() + " steps",
                    "Maybe eigendrift run, as another experiment.");
        }
        if (!isLonger()) {
            return;
        }
        for (OptimizerConfig optimizer : before.config().optimizers()) {
            if (optimizer.schedule().dependsOnLength()) {
                throw refused("a schedule that does not depend on the length of the training, found that of "
                        + optimizer.name() + ": in a longer training its first " + end
                        + " steps would have had other rates");
            }
        }
        if (end % before.logEvery() != 0) {
            throw refused("an old end that is a step of the log, found step " + end + " with one every "
                    + before.logEvery() + " steps: the training loss is summed from row to row");
        }
        for (NullModelConfig model : before.config().nullModels()) {
            boolean atEnd = model.at() instanceof NullModelConfig.At.Last
                    || model.at() instanceof NullModelConfig.At.FirstAndLast;
            if (atEnd && model.sampling().draws() > 0) {
                throw refused("null models at steps that stay, found "
                        + model.name().csv() + " drawn at the last step, which would be another");
            }
        }
    }

    private static ConfigException refused(String reason) {
        return new ConfigException("a longer training: expected " + reason
                + ".\nMaybe eigendrift run with the longer training, as another experiment.");
    }

    /** Checks that the checkpoints up to the old end are the same. */
    private void checkCheckpoints() {
        SortedSet<Long> then = before.checkpointSteps();
        SortedSet<Long> now = new TreeSet<>(after.checkpointSteps().headSet(before.totalSteps() + 1));
        if (!now.equals(then)) {
            SortedSet<Long> lost = new TreeSet<>(then);
            lost.removeAll(now);
            SortedSet<Long> inserted = new TreeSet<>(now);
            inserted.removeAll(then);
            throw loaded.error(
                    "checkpoints.every",
                    "the same checkpoints up to step " + before.totalSteps() + ", since each spectrum is compared with"
                            + " those before it",
                    lost.isEmpty() ? "steps " + inserted + " besides" : "none at steps " + lost,
                    "Maybe training.epochs so that the old end is a checkpoint, or eigendrift run.");
        }
    }
}
