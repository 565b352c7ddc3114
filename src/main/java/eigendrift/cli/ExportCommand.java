package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.journal.EventLog;
import eigendrift.network.ParameterLayout;
import eigendrift.readmodel.CheckpointsReader;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Tables;
import eigendrift.report.export.CsvExport;
import eigendrift.report.export.JsonExport;
import eigendrift.report.export.NpzExport;
import eigendrift.report.export.RowProgress;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes the tables and arrays of an experiment to files.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift export quickstart --out out --format csv,npz"})
final class ExportCommand implements Callable<Integer> {

    enum Format {
        CSV,
        NPZ,
        JSON
    }

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "csv|npz|json",
            description = "What to write, separated by commas (default: csv).")
    private Set<Format> formats = EnumSet.of(Format.CSV);

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private AnalysisOption analysis;

    @Mixin
    private BaselineOption baseline;

    @Override
    public Integer call() throws Exception {
        try (EventLog log = journal.open();
                StageProgress stages = progress.stages()) {
            ExperimentFold fold = Reading.of(log, id, List.of(analysis.name()), stages);
            History history = journal.withProcess(fold.history());
            Tables tables = fold.tables(history, analysis.name());
            List<ActorStatistics> actors = history.actors();
            Set<Path> written = new HashSet<>();
            if (formats.contains(Format.CSV)) {
                written.addAll(CsvExport.write(out, tables, baseline.of(tables), actors, rows(stages, "rows of CSV")));
                if (!history.inputRows().isEmpty()) {
                    written.add(CsvExport.writeInputs(out, history.inputRows()));
                }
            }
            if (formats.contains(Format.JSON)) {
                written.addAll(
                        JsonExport.write(out, tables, baseline.of(tables), actors, rows(stages, "rows of JSON")));
            }
            if (formats.contains(Format.NPZ)) {
                Plan plan = Plan.of(id, history.loaded(PersistenceIds.FIRST_ANALYSIS));
                ParameterLayout layout = plan.architecture().layout();
                NpzExport export = new NpzExport(out);
                AtomicInteger checkpoints = new AtomicInteger();
                stages.begin(
                        "checkpoints",
                        (long) plan.checkpointSteps().size()
                                * history.plannedRuns(analysis.name()).size());
                CheckpointsReader.read(log, history, analysis.name(), layout, arrays -> {
                    written.add(export.write(arrays));
                    stages.done(checkpoints.incrementAndGet(), arrays.run());
                });
            }
            Leftovers.tell(out, Leftovers.EXPORTED, written);
        }
        return ExitCodes.OK;
    }

    private static RowProgress rows(StageProgress stages, String what) {
        return (table, rows, total) -> {
            if (rows == 1) {
                stages.begin(what, total);
            }
            stages.done(rows, table);
        };
    }
}
