package eigendrift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.Progress.Counted;
import eigendrift.experiment.runtime.Progress.Phase;
import eigendrift.experiment.runtime.Progress.Trained;
import eigendrift.experiment.runtime.Progress.Work;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

    @Test
    void aLineSumsOverRunsAndActors() {
        Progress.Snapshot snapshot = new Progress.Snapshot(
                Map.of(
                        "a", new Trained("a", Phase.COMPLETED, 100, 100, .5),
                        "b", new Trained("b", Phase.DIVERGED, 7, 7, Double.NaN),
                        "c", new Trained("c", Phase.WAITING, 0, 100, Double.NaN)),
                Map.of(
                        "1", new Counted("1", Work.PROBES, 3, 5),
                        "2", new Counted("2", Work.PROBES, 1, 1),
                        "3", new Counted("3", Work.TRACKING, 2, 6),
                        "4", new Counted("4", Work.NULLS, 10, 40)));
        assertThat(PlainProgress.line(snapshot))
                .isEqualTo("trained 107 of 207 steps in 3 runs, probed 4 of 6 checkpoints, tracked 2 of 6,"
                        + " drawn 10 of 40 nulls");
    }
}
