package eigendrift.cli;

import com.typesafe.config.ConfigFactory;
import eigendrift.cli.metrics.LiveScreen;
import eigendrift.cli.metrics.SampleTable;
import eigendrift.config.ConfigException;
import eigendrift.experiment.Experiment.ActorsMeasured;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.journal.EventLog;
import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.SampleJson;
import eigendrift.readmodel.History;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "metrics",
        description = {
            "Shows what actors, jobs, thread pools and the journal cost: of the running experiment in its last ten"
                    + " seconds, or as a finished one journaled it."
        },
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

    /** Set by the launcher, which can ask whether standard input and output are a terminal. */
    private static final String TERMINAL = "eigendrift.terminal.screen";

    private static final Duration SHORTEST = Duration.ofMillis(100);

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Name in the journal: what it journaled last (default: what runs, else the newest).")
    private String id;

    @Option(names = "--all", description = "Shows every type of message and event, and every run.")
    private boolean all;

    @Option(
            names = "--watch",
            description = "Goes on showing the running experiment: on a terminal in place, until q; elsewhere again and"
                    + " again, until it ends.")
    private boolean watch;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            defaultValue = "1s",
            description = "How often, with --watch (default: ${DEFAULT-VALUE}).")
    private String interval;

    @Option(names = "--json", description = "Prints one JSON object in a line instead of a table.")
    private boolean json;

    @Mixin
    private JournalOption journal;

    @Override
    public Integer call() throws Exception {
        LiveFile file = LiveFile.of(journal.storage().file());
        Optional<LiveSample> live = file.read();
        if (watch) {
            watch(
                    file,
                    live.filter(sample -> id == null || id.equals(sample.experiment()))
                            .orElseThrow(() -> nothingRuns(live)));
        } else if (id == null && live.isPresent()) {
            print(live.get(), true);
        } else {
            journaled();
        }
        return ExitCodes.OK;
    }

    private ConfigException nothingRuns(Optional<LiveSample> live) {
        return new ConfigException("expected a process that runs " + (id == null ? "an experiment" : id) + " in "
                + journal.storage().name() + ", found "
                + live.map(sample -> "process " + sample.pid() + ", which runs " + sample.experiment())
                        .orElse("none")
                + ".\nMaybe eigendrift metrics without --watch, which shows what was journaled last.");
    }

    private void watch(LiveFile file, LiveSample first) throws Exception {
        Duration pause = pause();
        if (Boolean.getBoolean(TERMINAL) && !json) {
            try (LiveScreen screen = new LiveScreen(noColor().isEmpty())) {
                screen.run(file, first, pause, all);
            }
            return;
        }
        long pid = first.pid();
        Optional<LiveSample> sample = Optional.of(first);
        while (sample.isPresent() && sample.get().pid() == pid && !System.out.checkError()) {
            print(sample.get(), true);
            if (!json) {
                System.out.println();
            }
            Thread.sleep(pause.toMillis());
            sample = file.read();
        }
    }

    /** The variable that asks for no colours; see no-color.org. */
    private static String noColor() {
        return Optional.ofNullable(System.getenv("NO_COLOR")).orElse("");
    }

    private Duration pause() {
        try {
            Duration pause =
                    ConfigFactory.parseString("interval = \"" + interval + "\"").getDuration("interval");
            if (pause.compareTo(SHORTEST) >= 0) {
                return pause;
            }
        } catch (com.typesafe.config.ConfigException e) {
            // Said below.
        }
        throw new ConfigException(
                "--interval: expected 100ms or more, found " + interval + ".\nMaybe --interval 1s or 500ms.");
    }

    private void journaled() {
        try (EventLog log = journal.open()) {
            String experiment = id == null ? newest(log) : id;
            ActorsMeasured measured = last(log, experiment);
            if (all && !json) {
                System.out.println(RunCosts.of(log, experiment));
            }
            if (!measured.sample().isEmpty()) {
                print(SampleJson.read(measured.sample()), false);
            } else if (!json) {
                System.out.println(ActorTable.of(measured.statistics(), all));
            } else {
                throw new ConfigException(
                        "expected a sample of all that was measured, found one of the actors alone in " + experiment
                                + ": its process has not ended, or was killed.\nMaybe leave --json out.");
            }
        }
    }

    private static ActorsMeasured last(EventLog log, String experiment) {
        AtomicReference<ActorsMeasured> last = new AtomicReference<>();
        log.read(
                PersistenceIds.experiment(experiment).id(),
                ActorsMeasured.class,
                (measured, number) -> last.set(measured));
        if (last.get() == null) {
            // Throws with a list of all experiments if there is no such one.
            History.read(log.tail(), experiment);
            throw new ConfigException("expected that " + experiment
                    + " has journaled what it costs, found nothing.\nMaybe wait until it has run for half a minute.");
        }
        return last.get();
    }

    private void print(LiveSample sample, boolean live) {
        System.out.println(json ? SampleJson.summary(sample) : new SampleTable(sample, live, all).toString());
    }

    private static String newest(EventLog log) {
        List<String> ids = log.experiments();
        if (ids.isEmpty()) {
            throw new ConfigException("expected an experiment in the journal, found none.\nMaybe run one first.");
        }
        return ids.get(ids.size() - 1);
    }
}
