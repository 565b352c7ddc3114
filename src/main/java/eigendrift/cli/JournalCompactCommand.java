package eigendrift.cli;

import eigendrift.cli.metrics.Quantity;
import eigendrift.journal.Housekeeping;
import eigendrift.journal.Storage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "compact",
        description = "Gives back what deleted experiments have left free. Needs as much room again while it works.",
        mixinStandardHelpOptions = true)
final class JournalCompactCommand implements Callable<Integer> {

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() throws Exception {
        Storage storage = journal.existing();
        long before = storage.bytes();
        System.err.println("Compacting " + storage.name() + ", " + Quantity.bytes(before) + ".");
        Housekeeping.compact(storage);
        System.out.println("compacted " + storage.name() + ": " + Quantity.bytes(before) + " before, "
                + Quantity.bytes(storage.bytes()) + " now");
        return ExitCodes.OK;
    }
}
