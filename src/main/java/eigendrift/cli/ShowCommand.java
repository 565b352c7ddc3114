package eigendrift.cli;

import eigendrift.journal.EventLog;
import eigendrift.replay.History;
import eigendrift.replay.Tables;
import eigendrift.replay.TablesReader;
import eigendrift.report.FailedChecks;
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
            History history = journal.history(log, id);
            TextTable head = new TextTable("", "");
            Facts.of(history).forEach(head::row);
            String underWay = history.status().equals("running") ? "under way" : "incomplete";
            history.analyses()
                    .keySet()
                    .forEach(name -> head.row(
                            "analysis " + name, history.completedAnalyses().contains(name) ? "complete" : underWay));
            System.out.println(head);
            Tables tables = TablesReader.read(log, history, analysis.name());
            System.out.println(RunSummary.text(RunSummary.of(tables)));
            FailedChecks.of(tables).ifPresent(System.err::println);
        }
        return ExitCodes.OK;
    }
}
