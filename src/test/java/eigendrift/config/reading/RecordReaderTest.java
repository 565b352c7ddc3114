package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigObject;
import org.junit.jupiter.api.Test;

/** A rule that nobody has written yet is read as soon as its record is there. */
class RecordReaderTest {

    sealed interface Rule {
        record SignDescent(double weightDecay, boolean nesterov, int history) implements Rule {}

        record Unknown(double temperature) implements Rule {}

        record Foreign(String word) implements Rule {}
    }

    private final Reading reading = new Reading("test.conf", false);

    @Test
    void theTypeNamesTheRecordAndTheKeysItsComponents() {
        ConfigBlock block = block("type = sign-descent, weight-decay = 0.5, nesterov = yes, history = 3");
        assertThat(RecordReader.read(Rule.class, block)).isEqualTo(new Rule.SignDescent(.5, true, 3));
        assertThat(block.canonical()).containsOnlyKeys("type", "weight-decay", "nesterov", "history");
    }

    @Test
    void whatIsForgottenIsSaid() {
        assertThatThrownBy(() -> RecordReader.read(Rule.class, block("type = unknown, temperature = 1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no range for the key temperature");
        assertThatThrownBy(() -> RecordReader.read(Rule.class, block("type = foreign, word = x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no reading of ");
        assertThatThrownBy(() -> RecordReader.read(Rule.class, block("type = missing")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no Rule missing");
    }

    private ConfigBlock block(String text) {
        ConfigObject values = Hocon.parse(text, "test.conf");
        ConfigBlock block = new ConfigBlock("", values, values, reading);
        block.keep("type", Values.text(values.get("type")));
        return block;
    }
}
