package eigendrift.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.files.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step10.pt step9.pt step100.pt notes.txt               | .                | step9.pt step10.pt step100.pt
            checkpoint-10/model.safetensors checkpoint-10/optimizer.pt checkpoint-9/pytorch_model.bin \
                | .  | checkpoint-9/pytorch_model.bin checkpoint-10/model.safetensors
            checkpoint-10/model.safetensors checkpoint-10/optimizer.pt checkpoint-10/rng_state.pth \
                | checkpoint-10 | checkpoint-10/model.safetensors
            m/model.safetensors.index.json m/model-00001-of-00002.safetensors m/model-00002-of-00002.safetensors \
                | m | m/model.safetensors.index.json
            a.pt a.npz b.npy c.ckpt d.bin e.pth f.SAFETENSORS \
                | . | a.npz a.pt b.npy c.ckpt d.bin e.pth f.SAFETENSORS
            s1/step2.pt s1/step10.pt s2/step1.pt s2/log.txt | */*.pt | s1/step2.pt s1/step10.pt s2/step1.pt
            s1/step2.pt s1/deep/step10.pt | **.pt | s1/deep/step10.pt s1/step2.pt
            s1/a1.pt s1/a2.pt s1/b1.pt | s1/a?.pt | s1/a1.pt s1/a2.pt
            s1/a1.pt s1/a2.pt s1/b1.pt | s1/{a,b}1.pt | s1/a1.pt s1/b1.pt
            [1].pt 1.pt | [1].pt | [1].pt
            anything.xyz | anything.xyz | anything.xyz
            """)
    void finds(String files, String word, String expected) throws IOException {
        for (String file : files.split(" ")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }
        List<Path> found = CheckpointFiles.find(word.equals(".") ? folder.toString() : folder + "/" + word);
        assertThat(found.stream()
                        .map(file -> folder.relativize(file).toString())
                        .toList())
                .isEqualTo(List.of(expected.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/*.pt", "/[.pt", "/none/*.pt"})
    void saysThatThereIsNone(String word) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CheckpointFiles.find(folder + word))
                .withMessageContaining(folder.toString());
    }

    @Test
    void leavesToTheReaderWhetherThereIsAFile() {
        assertThat(CheckpointFiles.find("no/such.pt")).containsExactly(Path.of("no/such.pt"));
    }
}
