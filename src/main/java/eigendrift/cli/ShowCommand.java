package eigendrift.cli;

import eigendrift.journal.EventLog;
import eigendrift.replay.History;
import eigendrift.replay.TablesReader;
import eigendrift.report.RunSummary;
import eigendrift.report.TextTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows the runs of an experiment, their progress and their latest figures.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Mixin
    private JournalOption journal;

    @Mixin
    private AnalysisOption analysis;

    @Override
    public Integer call() {
        try (EventLog log = journal.open()) {
            History history = History.read(log, id);
            TextTable head = new TextTable("", "");
            Facts.of(history).forEach(head::row);
            history.analyses()
                    .keySet()
                    .forEach(name -> head.row(
                            "analysis " + name, history.completedAnalyses().contains(name) ? "complete" : "under way"));
            System.out.println(head);
            System.out.println(RunSummary.text(RunSummary.of(TablesReader.readLatest(log, history, analysis.name()))));
        }
        return ExitCodes.OK;
    }
}
