package eigendrift.cli;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.History;
import eigendrift.readmodel.RunPace;
import eigendrift.text.TextTable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the journal says of the pace of each run, and of the cost of the null models. */
final class RunCosts {

    private RunCosts() {}

    static String of(EventLog log, String experiment) {
        History history = History.read(log.tail(), experiment);
        TextTable runs =
                new TextTable("run", "steps/s", "products", "probed", "waiting", "probe lag mean s", "probe lag max s");
        for (Run run : history.plannedRuns()) {
            RunPace pace = RunPace.of(log, history.id(), run);
            runs.row(
                    pace.run(),
                    pace.stepsPerSecond(),
                    pace.products(),
                    pace.measured(),
                    pace.waiting(),
                    pace.meanLagSeconds(),
                    pace.maxLagSeconds());
        }
        return runs + "\n" + nulls(log, history.id());
    }

    private static String nulls(EventLog log, String experiment) {
        AtomicInteger draws = new AtomicInteger();
        AtomicLong products = new AtomicLong();
        log.read(
                PersistenceIds.nullModel(experiment, PersistenceIds.FIRST_ANALYSIS)
                        .id(),
                NullModel.NullSampled.class,
                (drawn, number) -> {
                    draws.incrementAndGet();
                    products.addAndGet(drawn.products());
                });
        return "Null models: " + draws + " draws, " + products + " products.";
    }
}
