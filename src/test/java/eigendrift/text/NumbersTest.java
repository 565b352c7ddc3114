package eigendrift.text;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.random.Streams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    /** The second, 2⁻⁴⁴, is one that JDK 17 writes with a digit too many. */
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "5.684341886080802E-14, 5.684341886080802E-14",
        "1, 1.0",
        "-0.0, -0.0",
        "1e23, 1.0E23",
        "2e-3, 0.002",
        "4.9e-324, 4.9E-324",
        "NaN, ''",
        "-Infinity, -Infinity"
    })
    void exactIsTheShortest(double value, String text) {
        assertThat(Numbers.exact(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void exactReadsBackAsTheSameBits(long seed) {
        RandomGenerator random = new Streams(seed).stream("numbers-test");
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.123456, 0.1235",
        "-2.5, -2.5",
        "3150, 3150",
        "123456, 123500",
        "1234567, 1.235e6",
        "0.001, 0.001",
        "0.00099999, 0.001",
        "0.000123456, 1.235e-4",
        "1e-300, 1e-300",
        "999999, 1e6",
        "NaN, –",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void briefHasFourDigits(double value, String text) {
        assertThat(Numbers.brief(value)).isEqualTo(text);
    }
}
