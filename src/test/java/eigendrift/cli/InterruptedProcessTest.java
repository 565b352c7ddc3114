package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.progress.ProgressDisplay;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.Storage;
import eigendrift.random.Streams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Console;

/** Signals to a process that has started, at moments that are early for its actors. */
@Timeout(300)
class InterruptedProcessTest {

    private static final long SEED = 20261125;
    private static final int TRIES = Integer.getInteger("eigendrift.test.interrupts", 6);

    @TempDir
    private Path folder;

    @Test
    void interruptedWhileActorsStartItSaysSoAndNothingElse() throws Exception {
        RandomGenerator random = new Streams(SEED).stream("interrupts");
        Plan plan = Plan.of(
                "tiny",
                ExperimentReader.parse(
                        Experiments.TINY,
                        List.of(
                                "seeds=" + IntStream.range(0, 30).boxed().toList(),
                                "training.epochs=1000",
                                "checkpoints.every=50 epochs")));
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setErr(both);
        try {
            for (int i = 0; i < TRIES; i++) {
                said.reset();
                Program program = new Program(folder.resolve(Integer.toString(i)));
                int events = random.nextInt(60);
                int millis = random.nextInt(20);
                // Threads inherit where Scala prints: Pekko writes to standard output what its loggers cannot take.
                Experiment.Outcome outcome = Console.withOut(both, () -> interrupted(plan, program, events, millis));
                assertThat(outcome).isEqualTo(new Experiment.Interrupted());
                assertThat(said.toString(StandardCharsets.UTF_8))
                        .as("try %d", i)
                        .isEqualTo("Interrupted: taking checkpoints. Ctrl-C again leaves at once.\n");
            }
        } finally {
            System.setErr(err);
        }
    }

    private static Experiment.Outcome interrupted(Plan plan, Program program, int events, int millis) {
        try {
            return interruptedOnce(plan, program, events, millis);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Experiment.Outcome interruptedOnce(Plan plan, Program program, int events, int millis)
            throws Exception {
        Storage storage = Storage.at(program.journal().toString());
        storage.create();
        Thread sender = new Thread(() -> {
            try {
                while (program.events() <= events) {
                    Thread.onSpinWait();
                }
                Thread.sleep(millis);
                new ProcessBuilder(
                                "kill",
                                "-TERM",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (Interrupts interrupts = Interrupts.watch()) {
            sender.start();
            Experiment.Outcome outcome = ExperimentProcess.run(
                    storage,
                    Map.of(PersistenceIds.FIRST_ANALYSIS, plan),
                    new Experiment.Start(ProvenanceCollector.of(plan)),
                    () -> ProgressDisplay.NONE,
                    new ServeOption(),
                    interrupts);
            sender.join();
            assertThat(interrupts.exitCode()).isEqualTo(ExitCodes.TERMINATED);
            return outcome;
        }
    }
}
