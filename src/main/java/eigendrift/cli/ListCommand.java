package eigendrift.cli;

import eigendrift.experiment.Experiment;
import eigendrift.journal.EventLog;
import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import eigendrift.readmodel.History;
import eigendrift.text.TextTable;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists the experiments of the journal.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() {
        try (EventLog log = journal.open()) {
            TextTable table = new TextTable("id", "begun", "status", "runs", "ended", "parameters", "analyses");
            Optional<LiveSample> live = LiveFile.of(journal.storage().file()).read();
            for (String id : log.experiments()) {
                History history = journal.history(log, id);
                table.row(
                        id,
                        Times.local(history.planned()),
                        history.status().csv() + process(live, id),
                        history.plannedRuns().size(),
                        (int) history.runs().values().stream()
                                .filter(status -> status != Experiment.RunStatus.STARTED)
                                .count(),
                        history.provenance().parameters(),
                        String.join(" ", history.analyses().keySet()));
            }
            System.out.println(table);
        }
        return ExitCodes.OK;
    }

    private static String process(Optional<LiveSample> live, String id) {
        return live.filter(sample -> sample.experiment().equals(id))
                .map(sample -> ", pid " + sample.pid())
                .orElse("");
    }
}
