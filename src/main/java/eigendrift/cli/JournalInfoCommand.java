package eigendrift.cli;

import eigendrift.cli.metrics.Quantity;
import eigendrift.journal.ExperimentContents;
import eigendrift.journal.Storage;
import eigendrift.text.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        description = "Counts events and bytes: of each experiment, or of one by kind of event.",
        mixinStandardHelpOptions = true)
final class JournalInfoCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() {
        Storage storage = journal.existing();
        List<ExperimentContents.Row> rows = ExperimentContents.of(storage);
        if (id == null) {
            TextTable table = new TextTable("id", "events", "bytes", "most in");
            rows.stream().map(ExperimentContents.Row::experiment).distinct().forEach(experiment -> {
                ExperimentContents.Row total = ExperimentContents.total(rows, experiment);
                ExperimentContents.Row largest = rows.stream()
                        .filter(row -> row.experiment().equals(experiment))
                        .findFirst()
                        .orElseThrow();
                table.row(experiment, total.events(), Quantity.bytes(total.bytes()), largest.kind());
            });
            System.out.println(table);
            System.out.println(storage.name() + ": " + Quantity.bytes(storage.bytes()) + " on the disk");
            return ExitCodes.OK;
        }
        JournalCommand.requireExperiment(storage, id);
        TextTable table = new TextTable("kind", "events", "bytes");
        rows.stream()
                .filter(row -> row.experiment().equals(id))
                .forEach(row -> table.row(row.kind(), row.events(), Quantity.bytes(row.bytes())));
        ExperimentContents.Row total = ExperimentContents.total(rows, id);
        table.row("all", total.events(), Quantity.bytes(total.bytes()));
        System.out.println(table);
        return ExitCodes.OK;
    }
}
