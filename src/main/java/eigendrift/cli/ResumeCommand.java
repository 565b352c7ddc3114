package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.readmodel.History;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Goes on with an interrupted experiment, to the same bits as if it had not been interrupted.",
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Mixin
    private ServeOption serve;

    @Override
    public Integer call() throws Exception {
        serve.check();
        journal.open().close();
        try (Interrupts interrupts = Interrupts.watch()) {
            return Session.carryOut(
                    journal.storage(), progress, serve, interrupts, log -> Session.known(History.read(log.tail(), id)));
        }
    }
}
