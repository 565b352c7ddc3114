package eigendrift.cli;

import eigendrift.journal.EventLog;
import eigendrift.replay.History;
import eigendrift.replay.Tables;
import eigendrift.replay.TablesReader;
import eigendrift.report.Figures;
import eigendrift.report.HtmlReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description = "Writes one self-contained page with the figures of an experiment.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Option(names = "--out", required = true, paramLabel = "FILE.html", description = "The page.")
    private Path out;

    @Option(names = "--figures", paramLabel = "DIR", description = "Writes each figure as SVG and PNG too.")
    private Path figures;

    @Mixin
    private JournalOption journal;

    @Mixin
    private AnalysisOption analysis;

    @Override
    public Integer call() throws Exception {
        try (EventLog log = journal.open()) {
            History history = History.read(log, id);
            Tables tables = TablesReader.read(log, history, analysis.name());
            String name = history.loaded(analysis.name()).config().name();
            HtmlReport.write(out, new HtmlReport.Header(name, id, Facts.of(history)), tables);
            if (figures != null) {
                Figures.write(figures, tables);
            }
        }
        return ExitCodes.OK;
    }
}
