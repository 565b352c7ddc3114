package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import eigendrift.inference.Quantile;
import eigendrift.journal.JournalTail;
import eigendrift.journal.Storage;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.study.Neighbours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While an experiment runs, the page shows what its journal says up to the place that the page names. */
@Timeout(600)
class LivePageIT {

    private static final double ROUNDING = 1e-12;
    private static final int QUARTILES_FROM = 5;
    private static final List<String> OPTIMIZERS = List.of("sgd", "adam");

    @TempDir
    private Path folder;

    /** What a panel shows of an optimizer, by run and step. */
    private record Shown(String panel, String optimizer, int index, Map<String, TreeMap<Long, Double>> runs) {

        static <R> Shown of(
                String panel,
                String optimizer,
                int index,
                Collection<R> rows,
                Function<R, String> run,
                Function<R, Long> step,
                ToDoubleFunction<R> value) {
            Map<String, TreeMap<Long, Double>> runs = new LinkedHashMap<>();
            for (R row : rows) {
                double y = value.applyAsDouble(row);
                if (run.apply(row).startsWith(optimizer + "-seed") && Double.isFinite(y)) {
                    runs.computeIfAbsent(run.apply(row), r -> new TreeMap<>()).put(step.apply(row), y);
                }
            }
            return new Shown(panel, optimizer, index, runs);
        }

        TreeMap<Long, List<Double>> bySteps() {
            TreeMap<Long, List<Double>> steps = new TreeMap<>();
            runs.values()
                    .forEach(run -> run.forEach((step, y) ->
                            steps.computeIfAbsent(step, s -> new ArrayList<>()).add(y)));
            return steps;
        }
    }

    @Test
    void itsSeriesAreTheTablesAtItsOffsetAndItGoesOnAfterKillAndResume() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        try (Browser browser = Browser.open()) {
            Program.Running run = program.start("run", file, "--progress", "off");
            while (run.process().isAlive() && program.events() < 40) {
                Thread.onSpinWait();
            }
            // Small experiments end before a browser begins, so this one waits for it.
            signal(run, "STOP");
            try (Served served = Served.beside(program)) {
                browser.go(served.at("experiments/digits"));
                browser.await("document.body.dataset.state === 'live'");
                browser.js("window.stays = true");
                long first = compare(browser, program);
                signal(run, "CONT");
                browser.await("Number(document.body.dataset.offset) > " + (first + 20));
                long second = compare(browser, program);
                assertThat(second).isGreaterThan(first);
                signal(run, "STOP");
                compare(browser, program);
                run.kill();
                browser.await("document.body.dataset.state === 'stale'");
                run = program.start("resume", "digits", "--progress", "off");
                browser.await("document.body.dataset.state === 'live' || document.body.dataset.state === 'ended'");
                compare(browser, program);
                assertThat(run.await().code()).isZero();
                browser.await("document.body.dataset.state === 'ended'");
                assertThat(compare(browser, program)).isEqualTo(highest(program));
                assertThat(browser.js("return window.stays"))
                        .as("without a reload")
                        .isEqualTo(true);
                assertThat((List<?>) browser.js("return window.eigendrift.latencies"))
                        .isNotEmpty();
            }
        }
    }

    private static void signal(Program.Running run, String name) throws Exception {
        int code = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(run.process().pid()))
                .start()
                .waitFor();
        assertThat(code).as("kill -%s", name).isZero();
    }

    /** Holds all panels to the tables at the page's offset, and returns that. */
    private static long compare(Browser browser, Program program) {
        List<?> page = (List<?>) browser.js("return [Number(document.body.dataset.offset), given().map("
                + "([panel, optimizer, index]) => window.eigendrift.series(panel, optimizer, index))];"
                + "function given() { return " + wanted() + "; }");
        long place = ((Number) page.get(0)).longValue();
        List<?> series = (List<?>) page.get(1);
        List<Shown> expected = shown(tables(program, place));
        for (int i = 0; i < expected.size(); i++) {
            same(expected.get(i), (Map<?, ?>) series.get(i), place);
        }
        return place;
    }

    private static long highest(Program program) {
        try (JournalTail tail = JournalTail.open(Storage.at(program.journal().toString()))) {
            return tail.highest();
        }
    }

    private static Tables tables(Program program, long place) {
        Storage storage = Storage.at(program.journal().toString());
        try (JournalTail tail = JournalTail.open(storage)) {
            ExperimentFold fold = ExperimentFold.of(tail, "digits", Set.of("first"));
            tail.read(fold.filter(), 0, place, Integer.MAX_VALUE, fold::add);
            return fold.tables(fold.history(), "first");
        }
    }

    /** Which panels, as JavaScript, in the order of {@link #shown}. */
    private static String wanted() {
        List<String> panels = new ArrayList<>();
        for (String optimizer : OPTIMIZERS) {
            for (String panel :
                    List.of("loss", "accuracy", "gradient", "learning-rate", "stability", "displacement", "ipr")) {
                panels.add("['" + panel + "', '" + optimizer + "']");
            }
            for (int index = 1; index <= 4; index++) {
                panels.add("['eigenvalues', '" + optimizer + "', " + index + "]");
            }
            panels.add("['masses', '" + optimizer + "', 2]");
        }
        return panels.toString();
    }

    private static List<Shown> shown(Tables tables) {
        int n = tables.runs().stream().mapToInt(Tables.Run::parameters).max().orElse(0);
        List<Shown> all = new ArrayList<>();
        for (String o : OPTIMIZERS) {
            all.add(training("loss", o, tables, Tables.Training::trainLoss));
            all.add(training("accuracy", o, tables, Tables.Training::trainAccuracy));
            all.add(training("gradient", o, tables, Tables.Training::gradientNorm));
            all.add(training("learning-rate", o, tables, Tables.Training::learningRate));
            all.add(Shown.of(
                    "stability",
                    o,
                    0,
                    tables.estimates().stability(),
                    Tables.Stability::run,
                    Tables.Stability::step,
                    Tables.Stability::ratio));
            List<Tables.Displacement> near = Neighbours.displacement(tables.displacement().stream()
                            .filter(row -> row.label() == Label.RANK)
                            .toList())
                    .stream()
                    .filter(row -> row.index() == 1)
                    .toList();
            all.add(Shown.of(
                    "displacement",
                    o,
                    0,
                    near,
                    Tables.Displacement::run,
                    Tables.Displacement::stepTo,
                    Tables.Displacement::displacement));
            List<Tables.Localization> first = tables.localization().stream()
                    .filter(row -> row.index() == 1)
                    .toList();
            all.add(Shown.of(
                    "ipr", o, 0, first, Tables.Localization::run, Tables.Localization::step, row -> n * row.ipr()));
            for (int index = 1; index <= 4; index++) {
                int i = index;
                all.add(Shown.of(
                        "eigenvalues",
                        o,
                        i,
                        tables.spectrum().stream()
                                .filter(row -> row.index() == i)
                                .toList(),
                        Tables.Spectrum::run,
                        Tables.Spectrum::step,
                        Tables.Spectrum::eigenvalue));
            }
            all.add(Shown.of(
                    "masses", o, 2, first, Tables.Localization::run, Tables.Localization::step, row -> row.layerMasses()
                            .get(1)));
        }
        return all;
    }

    private static Shown training(
            String panel, String optimizer, Tables tables, ToDoubleFunction<Tables.Training> value) {
        return Shown.of(panel, optimizer, 0, tables.training(), Tables.Training::run, Tables.Training::step, value);
    }

    private static void same(Shown expected, Map<?, ?> found, long place) {
        String what = expected.panel() + " of " + expected.optimizer() + " at " + place;
        TreeMap<Long, List<Double>> steps = expected.bySteps();
        assertThat(numbers(found.get("x")))
                .as(what)
                .isEqualTo(steps.keySet().stream().map(Long::doubleValue).toList());
        assertThat(Set.<Object>copyOf((List<?>) found.get("runs")))
                .as(what)
                .isEqualTo(expected.runs().keySet());
        double tail = expected.runs().size() < QUARTILES_FROM ? 0 : .25;
        int i = 0;
        for (List<Double> values : steps.values()) {
            double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
            close(found, "median", i, Quantile.of(sorted, .5), what);
            close(found, "low", i, Quantile.of(sorted, tail), what);
            close(found, "high", i, Quantile.of(sorted, 1 - tail), what);
            i++;
        }
    }

    private static void close(Map<?, ?> found, String name, int i, double expected, String what) {
        assertThat(numbers(found.get(name)).get(i))
                .as("%s, %s", what, name)
                .isEqualTo(expected, offset(ROUNDING * Math.max(1, Math.abs(expected))));
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list)
                .stream().map(value -> ((Number) value).doubleValue()).toList();
    }
}
