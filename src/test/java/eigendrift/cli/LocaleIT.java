package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal does not depend on the locale: its digits, letters and separators are the same in all. */
@Timeout(600)
class LocaleIT {

    private static final String LBFGS = """
            experiment {
              name = l
              data { source = digits, samples = 60, test-samples = 20 }
              network { hidden = [] }
              training { steps = 6, batch-size = full, log-every = 1 step }
              optimizers = [{ type = lbfgs, max-iterations = 3, history = 4 }]
              checkpoints { every = 3 steps }
              probe { eigenpairs = 2, trace { method = hutchinson, products = 4 } }
              null-models = [haar]
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=fa -Duser.country=IR -Duser.extensions=u-nu-arabext",
                "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab",
                "-Duser.language=tr -Duser.country=TR"
            })
    void everythingIsTheSameUnderEveryLocale(String options) throws Exception {
        Program abroad = new Program(Files.createDirectory(folder.resolve("abroad")), options);
        Program.Result run = abroad.run("run", abroad.configure("l.conf", LBFGS), "--progress", "plain");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(abroad.run("export", "l", "--out", "out").code()).isZero();

        Program home = new Program(folder);
        home.run("run", home.configure("l.conf", LBFGS), "--progress", "off");
        home.run("export", "l", "--out", "out");
        for (String file :
                new String[] {"training.csv", "spectrum.csv", "displacement.csv", "trace.csv", "nulls.csv"}) {
            assertThat(folder.resolve("abroad/out").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("out/" + file));
        }
        Program.Result verified = home.run("verify", "l", "--retrain", "--journal", "abroad/journal");
        assertThat(verified.out()).contains(" 0 problems");
        assertThat(home.run("resume", "l", "--journal", "abroad/journal", "--progress", "off")
                        .code())
                .isZero();
    }
}
