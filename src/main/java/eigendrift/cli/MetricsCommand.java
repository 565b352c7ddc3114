package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.History;
import eigendrift.readmodel.RunPace;
import eigendrift.text.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description =
                "Shows what the actors of an experiment cost, as last journaled; a running one journals it regularly.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Name in the journal (default: the newest).")
    private String id;

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() {
        try (EventLog log = journal.open()) {
            History history = History.read(log.tail(), id == null ? newest(log) : id);
            TextTable runs = new TextTable(
                    "run", "steps/s", "products", "probed", "waiting", "probe lag mean s", "probe lag max s");
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
            System.out.println(runs);
            printNulls(log, history);
            TextTable table = new TextTable(
                    "actor",
                    "message",
                    "messages",
                    "mailbox mean ms",
                    "mailbox max ms",
                    "mailbox peak",
                    "processing mean ms",
                    "processing max ms",
                    "processing total ms");
            for (ActorStatistics actor : history.actors()) {
                table.row(
                        actor.actor(),
                        actor.message(),
                        actor.messages(),
                        actor.mailboxMeanMillis(),
                        actor.mailboxMaxMillis(),
                        actor.mailboxPeak(),
                        actor.processingMeanMillis(),
                        actor.processingMaxMillis(),
                        actor.processingTotalMillis());
            }
            System.out.println(table);
        }
        return ExitCodes.OK;
    }

    private static void printNulls(EventLog log, History history) {
        AtomicInteger draws = new AtomicInteger();
        AtomicLong products = new AtomicLong();
        log.read(
                PersistenceIds.nullModel(history.id(), PersistenceIds.FIRST_ANALYSIS)
                        .id(),
                NullModel.NullSampled.class,
                (drawn, number) -> {
                    draws.incrementAndGet();
                    products.addAndGet(drawn.products());
                });
        System.out.println("Null models: " + draws + " draws, " + products + " products.");
    }

    private static String newest(EventLog log) {
        List<String> ids = log.experiments();
        if (ids.isEmpty()) {
            throw new ConfigException("expected an experiment in the journal, found none.\nMaybe run one first.");
        }
        return ids.get(ids.size() - 1);
    }
}
