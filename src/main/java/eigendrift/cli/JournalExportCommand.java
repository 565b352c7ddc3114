package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.journal.ExperimentCopy;
import eigendrift.journal.ExperimentFile;
import eigendrift.journal.Storage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes one experiment into one file, to hand to a colleague.",
        mixinStandardHelpOptions = true)
final class JournalExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Parameters(index = "1", paramLabel = "FILE", description = "A new file.")
    private Path file;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws Exception {
        Storage storage = journal.existing();
        JournalCommand.requireExperiment(storage, id);
        ExperimentCopy.Amount written;
        try (StageProgress stages = progress.stages()) {
            written = JournalCommand.carryOut(
                    () -> ExperimentFile.write(storage, id, file, JournalCommand.shown(stages, "written")));
        }
        System.out.println("wrote " + id + " to " + file + ": " + JournalCommand.text(written));
        return ExitCodes.OK;
    }
}
