package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.scalatest.Args;
import org.scalatest.Reporter;
import org.scalatest.events.Event;
import org.scalatest.events.SuiteAborted;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestSucceeded;
import scala.Option;

/** Pekko's demands on a journal, of both databases with the settings that the program has. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(300)
class JournalTckTest {

    /** The suite writes strings, for which only Java's serialization is at hand. */
    private static final Config STRINGS = ConfigFactory.parseString(
            "pekko.actor { allow-java-serialization = on, warn-about-java-serializer-usage = off }");

    @Test
    void sqlite(@TempDir Path folder) {
        check(Storage.at(folder.toString()), true);
    }

    @Test
    void postgresql(PostgresServer server) throws Exception {
        check(Storage.at(server.newDatabase()), false);
    }

    /** @param gaps whether event 8 may follow event 6; PostgreSQL refuses it */
    private static void check(Storage storage, boolean gaps) {
        storage.create();
        Config config = ConfigFactory.load(
                STRINGS.withFallback(storage.config()).withFallback(ConfigFactory.defaultApplication()));
        Counting reporter = new Counting();
        boolean passed = new JavaJournalSpec(config) {
            @Override
            public CapabilityFlag supportsRejectingNonSerializableObjects() {
                return gaps ? CapabilityFlag.on() : CapabilityFlag.off();
            }
        }.run(
                        Option.empty(),
                        new Args(
                                reporter,
                                Args.apply$default$2(),
                                Args.apply$default$3(),
                                Args.apply$default$4(),
                                Args.apply$default$5(),
                                Args.apply$default$6(),
                                Args.apply$default$7(),
                                Args.apply$default$8(),
                                Args.apply$default$9(),
                                Args.apply$default$10()))
                .succeeds();
        assertThat(reporter.failed).isEmpty();
        assertThat(passed).isTrue();
        assertThat(reporter.passed).as("tests of the suite").isGreaterThanOrEqualTo(15);
    }

    private static final class Counting implements Reporter {
        private final List<String> failed = new ArrayList<>();
        private int passed;

        @Override
        public void apply(Event event) {
            if (event instanceof TestSucceeded) {
                passed++;
            } else if (event instanceof TestFailed test) {
                failed.add(test.testName() + ": " + test.message());
            } else if (event instanceof SuiteAborted aborted) {
                failed.add(aborted.message());
            }
        }
    }
}
