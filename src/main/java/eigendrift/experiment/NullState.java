package eigendrift.experiment;

import eigendrift.experiment.NullModel.Draw;
import eigendrift.experiment.NullModel.Ensemble;
import eigendrift.experiment.NullModel.NullSampled;
import eigendrift.experiment.NullModel.Observation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a {@link NullModel} knows. Maps whose order matters are sorted, so that nothing depends on hash order.
 *
 * @param cursors into the trackers' events, by run
 * @param ended runs whose tracker has ended
 * @param observed by run and step
 * @param blocks mean squares of the layer pairs' blocks, where a model has measured them
 * @param draws by ensemble and number
 * @param summarized comparisons written: model, run, step
 * @param adjusted families of p-values written: model, run, and {@link Ensemble#EVERY_STEP}
 */
public record NullState(
        Map<String, Long> cursors,
        Set<String> ended,
        Map<String, Map<Long, Observation>> observed,
        Map<Ensemble, NullModel.BlocksMeasured> blocks,
        Map<Ensemble, Map<Integer, NullSampled>> draws,
        Set<Ensemble> summarized,
        Set<Ensemble> adjusted,
        boolean completed) {

    static NullState empty() {
        return new NullState(Map.of(), Set.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), false);
    }

    NullState with(NullModel.Observed event) {
        Map<String, Map<Long, Observation>> more = new TreeMap<>(observed);
        Map<Long, Observation> ofRun = new TreeMap<>(more.getOrDefault(event.run(), Map.of()));
        ofRun.put(event.observation().step(), event.observation());
        more.put(event.run(), ofRun);
        return new NullState(
                moved(event.run(), event.cursor()), ended, more, blocks, draws, summarized, adjusted, completed);
    }

    NullState with(NullModel.Passed event) {
        Set<String> more = event.ended() ? plus(ended, event.run()) : ended;
        return new NullState(
                moved(event.run(), event.cursor()), more, observed, blocks, draws, summarized, adjusted, completed);
    }

    NullState with(NullModel.BlocksMeasured event) {
        Map<Ensemble, NullModel.BlocksMeasured> more = new HashMap<>(blocks);
        more.put(event.ensemble(), event);
        return new NullState(cursors, ended, observed, Map.copyOf(more), draws, summarized, adjusted, completed);
    }

    NullState with(NullSampled event) {
        Map<Ensemble, Map<Integer, NullSampled>> more = new HashMap<>(draws);
        Map<Integer, NullSampled> ofEnsemble = new TreeMap<>(draws(event.draw().ensemble()));
        ofEnsemble.put(event.draw().index(), event);
        more.put(event.draw().ensemble(), ofEnsemble);
        return new NullState(cursors, ended, observed, blocks, Map.copyOf(more), summarized, adjusted, completed);
    }

    NullState with(NullModel.NullSummarized event) {
        Ensemble done = new Ensemble(event.model(), event.run(), event.step());
        return new NullState(cursors, ended, observed, blocks, draws, plus(summarized, done), adjusted, completed);
    }

    NullState with(NullModel.NullAdjusted event) {
        Ensemble done = new Ensemble(event.model(), event.run(), Ensemble.EVERY_STEP);
        return new NullState(cursors, ended, observed, blocks, draws, summarized, plus(adjusted, done), completed);
    }

    NullState with(NullModel.NullsCompleted event) {
        return new NullState(cursors, ended, observed, blocks, draws, summarized, adjusted, true);
    }

    /** By number. */
    Map<Integer, NullSampled> draws(Ensemble ensemble) {
        return draws.getOrDefault(ensemble, Map.of());
    }

    /** Whether {@code draw} is written. */
    boolean has(Draw draw) {
        return draw.index() == Draw.BLOCKS
                ? blocks.containsKey(draw.ensemble())
                : draws(draw.ensemble()).containsKey(draw.index());
    }

    /** Whether {@code comparison} is written. */
    boolean has(NullModel.Event comparison) {
        if (comparison instanceof NullModel.NullSummarized one) {
            return summarized.contains(new Ensemble(one.model(), one.run(), one.step()));
        }
        return comparison instanceof NullModel.NullAdjusted family
                && adjusted.contains(new Ensemble(family.model(), family.run(), Ensemble.EVERY_STEP));
    }

    /** Draws made, of all ensembles together. */
    int drawn() {
        return draws.values().stream().mapToInt(Map::size).sum();
    }

    private Map<String, Long> moved(String run, long cursor) {
        Map<String, Long> more = new TreeMap<>(cursors);
        more.put(run, cursor);
        return more;
    }

    private static <T> Set<T> plus(Set<T> set, T element) {
        Set<T> more = new HashSet<>(set);
        more.add(element);
        return Set.copyOf(more);
    }
}
