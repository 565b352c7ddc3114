package eigendrift.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.checkpoints.Checkpoint;
import eigendrift.checkpoints.CheckpointFiles;
import eigendrift.files.DataException;
import eigendrift.tensors.TensorFile;
import eigendrift.text.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description =
                "Shows what is in checkpoints of other programs: tensors, layers, optimizer. Executes nothing in them.",
        mixinStandardHelpOptions = true,
        footer = {"%nExample:", "  eigendrift inspect runs/step100.pt", "  eigendrift inspect 'runs/*/checkpoint-*'"})
final class InspectCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files of NumPy, safetensors or PyTorch; folders of them; patterns with *.")
    private List<String> paths;

    @Option(
            names = "--model",
            paramLabel = "PLACE",
            description = "Where the weights are in the file, as model; otherwise looked for.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--json", description = "Prints a JSON array, an object for each file.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        List<Path> files = paths.stream()
                .flatMap(path -> CheckpointFiles.find(path).stream())
                .toList();
        List<Map<String, Object>> facts = new ArrayList<>();
        TextTable table = new TextTable("file", "format", "step", "tensors", "network", "parameters", "optimizer");
        boolean refused = false;
        for (Path path : files) {
            try {
                look(path, found -> {
                    if (json) {
                        facts.add(found.facts());
                    } else if (files.size() == 1) {
                        System.out.println(printable(found.text()));
                    } else {
                        table.row(found.row());
                    }
                });
            } catch (DataException e) {
                System.err.println("eigendrift: " + printable(e.getMessage()));
                refused = true;
            }
        }
        if (json) {
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(facts));
        } else if (files.size() > 1) {
            System.out.println(printable(table.toString()));
        }
        return refused ? ExitCodes.USAGE : ExitCodes.OK;
    }

    private void look(Path path, Consumer<CheckpointFacts> then) {
        try (TensorFile file = TensorFile.open(path)) {
            Optional<Path> beside = CheckpointFiles.optimizerBeside(path);
            if (beside.isEmpty()) {
                then.accept(new CheckpointFacts(checkpoint(file)));
                return;
            }
            try (TensorFile optimizer = TensorFile.open(beside.get())) {
                then.accept(new CheckpointFacts(checkpoint(file).withOptimizers(optimizer)));
            }
        }
    }

    /** Names in a file may hold commands to a terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
    }

    private Checkpoint checkpoint(TensorFile file) {
        return model.map(place -> Checkpoint.of(file, place)).orElseGet(() -> Checkpoint.of(file));
    }
}
