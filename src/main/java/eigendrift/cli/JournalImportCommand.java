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
        name = "import",
        description = "Takes an experiment from a file that export wrote, and checks that it is what was exported.",
        mixinStandardHelpOptions = true)
final class JournalImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "Written by journal export.")
    private Path file;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws Exception {
        Storage storage = journal.storage();
        ExperimentCopy.Amount read;
        try (StageProgress stages = progress.stages()) {
            read = JournalCommand.carryOut(
                    () -> ExperimentFile.read(file, storage, JournalCommand.shown(stages, "read")));
        }
        System.out.println("read " + ExperimentFile.experiment(file) + " into " + storage.name() + ": "
                + JournalCommand.text(read));
        return ExitCodes.OK;
    }
}
