package eigendrift.cli;

import eigendrift.config.reading.Setting;
import eigendrift.journal.EventLog;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.study.FailedChecks;
import eigendrift.study.RunSummary;
import eigendrift.study.SpectrumGaps;
import eigendrift.study.Warnings;
import eigendrift.text.TextTable;
import java.util.Set;
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
            ExperimentFacts.of(history).forEach(head::row);
            String underWay =
                    Set.of(Status.RUNNING, Status.PAUSED).contains(history.status()) ? "under way" : "incomplete";
            history.analyses()
                    .keySet()
                    .forEach(name -> head.row(
                            "analysis " + name,
                            (history.completedAnalyses().contains(name) ? "complete" : underWay)
                                    + history.coverage(name)
                                            .map(covered -> ", covers " + covered)
                                            .orElse("")));
            Tables tables = ExperimentFold.latest(log.tail(), history, analysis.name());
            TextTable settings = new TextTable("", "");
            Setting.lines(tables.configuration()).forEach(settings::row);
            System.out.println(head + "\n\n" + settings + "\n");
            System.out.println(RunTable.of(RunSummary.of(tables)));
            ExperimentFacts.uncovered(history, analysis.name()).ifPresent(System.out::println);
            Warnings.of(tables).forEach(System.out::println);
            FailedChecks.of(tables).ifPresent(System.err::println);
            SpectrumGaps.of(tables).forEach(System.out::println);
        }
        return ExitCodes.OK;
    }
}
