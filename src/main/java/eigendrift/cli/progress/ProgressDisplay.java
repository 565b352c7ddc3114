package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;

/** Shows how far an experiment has come. */
public interface ProgressDisplay extends AutoCloseable {

    void show(Progress.Snapshot snapshot);

    /** Leaves the terminal as it was. */
    @Override
    void close();

    /** Shows nothing. */
    ProgressDisplay NONE = new ProgressDisplay() {
        @Override
        public void show(Progress.Snapshot snapshot) {}

        @Override
        public void close() {}
    };
}
