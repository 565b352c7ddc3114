package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.config.ConfigException;
import eigendrift.journal.ExperimentContents;
import eigendrift.journal.ExperimentCopy;
import eigendrift.journal.Housekeeping;
import eigendrift.journal.Storage;
import java.io.Console;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description =
                "Deletes an experiment with all its analyses, after a question. What it leaves free is used again,"
                        + " or given back by compact.",
        mixinStandardHelpOptions = true)
final class JournalDeleteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() throws Exception {
        Storage storage = journal.existing();
        JournalCommand.requireExperiment(storage, id);
        ExperimentContents.Row total = ExperimentContents.total(ExperimentContents.of(storage), id);
        String what = id + ", " + JournalCommand.text(new ExperimentCopy.Amount(total.events(), total.bytes()));
        if (!yes && !confirmed(what, storage)) {
            System.out.println("kept " + id);
            return ExitCodes.OK;
        }
        try (StageProgress stages = progress.stages()) {
            Housekeeping.delete(storage, id, (done, all) -> {
                if (done == 1) {
                    stages.begin("actors deleted", all);
                }
                stages.done(done);
            });
        }
        System.out.println("deleted " + what);
        return ExitCodes.OK;
    }

    private static boolean confirmed(String what, Storage storage) {
        Console console = System.console();
        if (console == null) {
            throw new ConfigException("expected --yes where there is no terminal to ask at, found neither."
                    + "\nMaybe eigendrift journal delete ID --yes.");
        }
        String answer = console.readLine("Delete %s, from %s? [y/N] ", what, storage.name());
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
