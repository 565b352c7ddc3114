package eigendrift.experiment.nulls;

import eigendrift.config.NullModelName;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.Job;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.Observation;
import java.util.Map;
import java.util.SortedMap;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * State of a {@link NullModel}. Maps whose order matters are sorted, so that nothing depends on hash order. Applying an
 * event costs the logarithm of the number of entries.
 *
 * @param cursors into the trackers' events, by run
 * @param ends for each run how many more last events of its tracker will come: 0 when nothing follows
 * @param observed by run and step
 * @param blocks mean squares of the layer pairs' blocks, where a model has measured them
 * @param draws by ensemble and number
 * @param summarized comparisons written
 * @param adjusted families of p-values written
 */
public record NullState(
        PMap<String, Long> cursors,
        PMap<String, Integer> ends,
        PSortedMap<String, PSortedMap<Long, Observation>> observed,
        PMap<Ensemble, NullModel.BlocksMeasured> blocks,
        PMap<Ensemble, PSortedMap<Integer, NullSampled>> draws,
        PSet<Compared> summarized,
        PSet<Family> adjusted,
        boolean completed) {

    /** One run at one step against one model. */
    record Compared(NullModelName model, String run, long step) {

        static Compared of(NullModel.NullSummarized event) {
            return new Compared(event.model(), event.run(), event.step());
        }
    }

    /** All that one run has against one model. */
    record Family(NullModelName model, String run) {

        static Family of(NullModel.NullAdjusted event) {
            return new Family(event.model(), event.run());
        }
    }

    /** Nothing known yet, but how often each run's tracker will have ended. */
    static NullState of(Map<String, Integer> ends) {
        return new NullState(
                HashTreePMap.empty(),
                HashTreePMap.from(ends),
                TreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePSet.empty(),
                HashTreePSet.empty(),
                false);
    }

    NullState with(NullModel.Observed event) {
        PSortedMap<Long, Observation> ofRun = observed.getOrDefault(event.run(), TreePMap.empty())
                .plus(event.observation().step(), event.observation());
        return new NullState(
                cursors.plus(event.run(), event.cursor()),
                ends,
                observed.plus(event.run(), ofRun),
                blocks,
                draws,
                summarized,
                // A run that goes on has a larger family of p-values, to be adjusted again.
                adjusted.minusAll(adjusted.stream()
                        .filter(family -> family.run().equals(event.run()))
                        .toList()),
                completed);
    }

    NullState with(NullModel.Passed event) {
        return new NullState(
                cursors.plus(event.run(), event.cursor()),
                event.ended() ? ends.plus(event.run(), ends.getOrDefault(event.run(), 1) - 1) : ends,
                observed,
                blocks,
                draws,
                summarized,
                adjusted,
                completed);
    }

    NullState with(NullModel.BlocksMeasured event) {
        return new NullState(
                cursors, ends, observed, blocks.plus(event.ensemble(), event), draws, summarized, adjusted, completed);
    }

    NullState with(NullSampled event) {
        Ensemble ensemble = event.draw().ensemble();
        PSortedMap<Integer, NullSampled> more =
                draws.getOrDefault(ensemble, TreePMap.empty()).plus(event.draw().index(), event);
        return new NullState(
                cursors, ends, observed, blocks, draws.plus(ensemble, more), summarized, adjusted, completed);
    }

    NullState with(NullModel.NullSummarized event) {
        return new NullState(
                cursors, ends, observed, blocks, draws, summarized.plus(Compared.of(event)), adjusted, completed);
    }

    NullState with(NullModel.NullAdjusted event) {
        return new NullState(
                cursors, ends, observed, blocks, draws, summarized, adjusted.plus(Family.of(event)), completed);
    }

    NullState with(NullModel.NullsCompleted event) {
        return new NullState(
                cursors,
                ends,
                observed,
                blocks,
                draws,
                summarized,
                adjusted,
                ends.keySet().stream().allMatch(this::ended));
    }

    /** Whether the tracker of {@code run} has written all that it will. */
    boolean ended(String run) {
        return ends.getOrDefault(run, 1) <= 0;
    }

    /** The observations of {@code run} by step. */
    SortedMap<Long, Observation> observed(String run) {
        return observed.getOrDefault(run, TreePMap.empty());
    }

    /** The draws of {@code ensemble} by their number. */
    Map<Integer, NullSampled> draws(Ensemble ensemble) {
        return draws.getOrDefault(ensemble, TreePMap.empty());
    }

    /** Whether what {@code job} makes is written. */
    boolean has(Job job) {
        return job instanceof Draw draw
                ? draws(draw.ensemble()).containsKey(draw.index())
                : blocks.containsKey(job.ensemble());
    }

    /** Whether {@code comparison} is written. */
    boolean has(NullModel.Event comparison) {
        if (comparison instanceof NullModel.NullSummarized one) {
            return summarized.contains(Compared.of(one));
        }
        return comparison instanceof NullModel.NullAdjusted family && adjusted.contains(Family.of(family));
    }

    /** Draws made, of all ensembles together. */
    int drawn() {
        return draws.values().stream().mapToInt(Map::size).sum();
    }
}
