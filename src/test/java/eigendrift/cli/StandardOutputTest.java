package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 0, 6",
        "Broken pipe, 0, 141",
        "Input/output error, 0, 1",
        "No space left on device, 3, 3",
        "Broken pipe, 4, 4"
    })
    void lostOutputIsNoSuccess(String reason, int code, int expected) {
        StandardOutput output = new StandardOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });
        assertThatThrownBy(() -> output.write('x')).hasMessage(reason);
        assertThat(output.ended(code)).isEqualTo(expected);
    }

    @Test
    void outputThatArrivesChangesNothing() throws IOException {
        StandardOutput output = new StandardOutput(OutputStream.nullOutputStream());
        output.write(new byte[] {1, 2, 3});
        assertThat(output.ended(0)).isZero();
        assertThat(output.ended(3)).isEqualTo(3);
    }
}
