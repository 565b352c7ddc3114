package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.journal.ExperimentCopy;
import eigendrift.journal.Storage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "copy",
        description = "Copies an experiment into another journal, event by event and checked. Interrupted, it leaves"
                + " nothing there.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift journal copy slow --from journal --to jdbc:postgresql://HOST/DATABASE"})
final class JournalCopyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "Journal that has it.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Journal that gets it.")
    private String to;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws Exception {
        Storage source = JournalOption.requireExisting(JournalOption.at(from));
        Storage target = JournalOption.at(to);
        JournalCommand.requireExperiment(source, id);
        ExperimentCopy.Amount copied;
        try (StageProgress stages = progress.stages()) {
            copied = JournalCommand.carryOut(
                    () -> ExperimentCopy.copy(source, target, id, JournalCommand.shown(stages, "copied")));
        }
        System.out.println("copied " + id + " to " + target.name() + ": " + JournalCommand.text(copied));
        return ExitCodes.OK;
    }
}
