package eigendrift.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.files.DataException;
import eigendrift.tensors.TorchZip.Program;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that would run programs, fill the memory or never end; here they are data, or refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostilePickleTest {

    @TempDir
    private Path folder;

    /** Whatever is called, with whatever, is its name. */
    @ParameterizedTest
    @CsvSource({"posix, system", "builtins, eval", "builtins, __import__", "subprocess, Popen", "no.such, thing"})
    void takesACallForItsName(String module, String name) {
        Program program = new Program().raw("}").text("a");
        program.global(module, name).text("touch /hostile").raw(0x85).raw("Rs");
        assertThat(values(program)).isEqualTo(Map.of("a", module + "." + name));
    }

    @Test
    void takesACallOfTheResultOfACallForNothing() {
        Program program = new Program().raw("}").text("a");
        program.global("builtins", "getattr")
                .global("os", "x")
                .text("system")
                .raw(0x86)
                .raw("R");
        program.text("touch /hostile").raw(0x85).raw("Rs");
        assertThat(values(program)).isEmpty();
    }

    @Test
    void takesAnObjectForItsAttributes() {
        Program program =
                new Program().raw("}").text("a").global("my", "Class").raw(")").raw(0x81);
        program.raw("}").text("x").integer(7).raw("sb").raw("s");
        assertThat(values(program)).isEqualTo(Map.of("a.x", 7L));
    }

    @Test
    void readsAListThatHoldsItself() {
        // a = [1, a]; {"a": a}
        Program program =
                new Program().raw("}").text("a").raw("]").raw('q', 0).raw("(").integer(1);
        assertThat(values(program.raw('h', 0).raw("es"))).isEqualTo(Map.of("a.0", 1L));
    }

    /** Forty lists, each of the one before twice, would be 2^40. */
    @Test
    void refusesWhatMultiplies() {
        Program program = new Program().raw("]");
        for (int level = 0; level < 40; level++) {
            program.raw('q', level).raw("0]").raw('(', 'h', level, 'h', level, 'e');
        }
        assertRefused(program, "expected at most 262144 objects");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertRefused(nested(100), "64 within each other");
        assertRefused(nested(1_000_000), "64 within each other");
    }

    private static Program nested(int levels) {
        Program program = new Program();
        for (int i = 0; i < levels; i++) {
            program.raw("](K").raw(1);
        }
        for (int i = 0; i < levels; i++) {
            program.raw("e");
        }
        return program;
    }

    @Test
    void refusesTooManyOperations() {
        Program program = new Program();
        for (int i = 0; i < 1 << 22; i++) {
            program.raw("}");
        }
        assertRefused(program, "found more than 4194304 operations");
    }

    @Test
    void refusesAKeyAsLongAsAPage() {
        assertRefused(new Program().raw("}").text("a".repeat(1001)).integer(1).raw("s"), "names of 1000 characters");
    }

    /** Keys are never hashed or compared, so one that holds itself is passed over. */
    @Test
    void readsAKeyThatHoldsItself() {
        Program program = new Program()
                .raw("}")
                .raw("]")
                .raw('q', 0)
                .raw('h', 0)
                .raw("a")
                .integer(5)
                .raw("s");
        assertThat(values(program)).isEqualTo(Map.of("?0", 5L));
    }

    @Test
    void keepsAPlaceOfTheMemoOnly() {
        Program program = new Program()
                .raw("}")
                .text("a")
                .integer(5)
                .raw("r")
                .number(-1)
                .raw("0j")
                .number(-1)
                .raw("s");
        assertThat(values(program)).isEqualTo(Map.of("a", 5L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "B", "T"})
    void refusesALengthBeyondTheEnd(String operation) {
        for (int length : new int[] {Integer.MAX_VALUE, -1, 1000}) {
            assertRefused(new Program().raw(operation).number(length), "found a length of ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8d, 0x8e, 0x96})
    void refusesALongLengthBeyondTheEnd(int operation) {
        for (int high : new int[] {Integer.MAX_VALUE, -1, 0}) {
            assertRefused(new Program().raw(operation).number(-1).number(high), "found a length of ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R      | an operation on a value that is not there
            0      | an operation on a value that is not there
            2      | an operation on a value that is not there
            ]R     | an operation on a value that is not there
            }NR    | a call whose arguments are no tuple
            Na     | an operation on a value that is not there
            a      | an operation on values that are not there
            N(a    | an operation on values that are not there
            N(0    | an operation on a value that is not there
            t      | an operation without its mark
            }(Ns   | an operation on values that are not there
            }(Nu   | entries of what is no dictionary
            ](NNu  | entries of what is no dictionary
            }(Ne   | elements of what is no list
            )(Ne   | elements of what is no list
            ]}b    | a state for what is no object
            hx     | a reference to value 120, which is not there
            J      | its end within an operation
            cos    | its end within an operation
            i      | operation 0x69
            Ppid   | operation 0x50
            """)
    void refusesWhatIsNoPickle(String operations, String found) {
        assertRefused(new Program().raw(operations), "expected a pickle of protocol 2 to 5", "found " + found);
    }

    @Test
    void refusesAnImportOfWhatIsNoName() {
        // The list holds itself; a message must not print it.
        Program program = new Program()
                .raw("]")
                .raw('q', 0)
                .raw('h', 0)
                .raw("a")
                .raw('h', 0)
                .raw(0x93);
        assertRefused(program, "found an import of what is no name");
    }

    @Test
    void refusesAnotherProtocol() {
        assertRefused(new Program().raw(0x80, 1).raw("N"), "found protocol 1 at");
        assertRefused(new Program().raw(0x80, 6).raw("N"), "found protocol 6 at");
    }

    @Test
    void refusesWhatDoesNotEnd() {
        Path file = TorchZip.write(folder.resolve("open.pt"), new byte[] {(byte) 0x80, 2, 'N'}, new byte[0]);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> TensorFile.open(file))
                .withMessageContaining("open.pt, data.pkl: expected a pickle")
                .withMessageContaining("found its end within an operation at byte 3");
    }

    private Map<String, Object> values(Program program) {
        try (TensorFile file = TensorFile.open(write(program))) {
            return file.values();
        }
    }

    private void assertRefused(Program program, String... messages) {
        Path file = write(program);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> TensorFile.open(file))
                .withMessageContaining("hostile.pt")
                .satisfies(e -> assertThat(e.getMessage()).contains(messages));
    }

    private Path write(Program program) {
        return TorchZip.write(folder.resolve("hostile.pt"), program.end(), new byte[0]);
    }
}
