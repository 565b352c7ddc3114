package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a program exports, to be compared byte by byte. */
final class Exported {

    private Exported() {}

    /** All tables and arrays but the one that holds times, in hexadecimal by name. */
    static Map<String, String> of(Program program, String id, String... more) throws Exception {
        Path out = Files.createTempDirectory(program.folder(), "export");
        String[] arguments = {"export", id, "--out", out.toString(), "--format", "csv,json,npz"};
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        Program.Result result = program.run(all);
        assertThat(result.code()).as(result.err()).isZero();
        Map<String, String> files = new TreeMap<>();
        try (var paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = out.relativize(path).toString();
                if (!name.equals("actors.csv") && !name.endsWith(".json")) {
                    files.put(name, HexFormat.of().formatHex(Files.readAllBytes(path)));
                }
            }
        }
        assertThat(files).containsKeys("training.csv", "spectrum.csv", "checkpoints/sgd-seed0/0.npz");
        return files;
    }
}
