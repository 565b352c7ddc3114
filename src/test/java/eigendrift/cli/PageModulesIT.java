package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import eigendrift.dynamics.Displacement;
import eigendrift.inference.Quantile;
import eigendrift.random.Streams;
import eigendrift.tensors.Npz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the page computes, in the browser that runs it, against what Java makes of the same numbers. */
@Timeout(300)
class PageModulesIT {

    private static final long SEED = 20261125;
    private static final double ROUNDING = 1e-12;

    @TempDir
    private static Path folder;

    private static Browser browser;
    private static Served served;

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
        Program program = new Program(folder);
        program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        served = Served.beside(program);
        browser.go(served.address());
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (served != null) {
            served.close();
        }
    }

    /** The body may use {@code given} and what the module exports. */
    private static Object with(String module, String names, String body, Object... given) {
        return browser.async(
                "const {" + names + "} = await import(location.origin + '/assets/" + module + ".js');" + body, given);
    }

    private static List<Double> doubles(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(value -> value == null ? Double.NaN : ((Number) value).doubleValue())
                        .toList();
    }

    /** Four seeds have their range for a band, five their quartiles; rows come in any order, some of them twice. */
    @Test
    void curvesAreTheReports() {
        for (int seeds : new int[] {1, 4, 5, 7}) {
            RandomGenerator random = new Streams(SEED).stream("curve" + seeds);
            List<List<Object>> rows = new ArrayList<>();
            TreeMap<Integer, List<Double>> byStep = new TreeMap<>();
            for (int seed = 0; seed < seeds; seed++) {
                for (int step = 0; step < 50; step++) {
                    if (random.nextDouble() < .8) {
                        double value = random.nextGaussian();
                        byStep.computeIfAbsent(10 * step, s -> new ArrayList<>())
                                .add(value);
                        rows.add(List.of("run-seed" + seed, 10 * step, value));
                    }
                }
            }
            rows.addAll(rows.subList(0, 20));
            Collections.shuffle(rows, new java.util.Random(SEED));
            Map<?, ?> curve = (Map<?, ?>) with(
                    "curve",
                    "Curve",
                    "const curve = new Curve(); given[0].forEach(([run, step, value], i) => {"
                            + " curve.put(run, step, value); i % 7 || curve.fresh(); }); return curve.plain();",
                    rows);
            double tail = seeds < 5 ? 0 : .25;
            assertThat(doubles(curve.get("x")))
                    .containsExactlyElementsOf(
                            byStep.keySet().stream().map(Integer::doubleValue).toList());
            assertQuantiles(doubles(curve.get("median")), byStep, .5);
            assertQuantiles(doubles(curve.get("low")), byStep, tail);
            assertQuantiles(doubles(curve.get("high")), byStep, 1 - tail);
        }
    }

    private static void assertQuantiles(List<Double> found, TreeMap<Integer, List<Double>> byStep, double part) {
        int i = 0;
        for (List<Double> values : byStep.values()) {
            double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
            assertThat(found.get(i++)).isEqualTo(Quantile.of(sorted, part), offset(ROUNDING));
        }
        assertThat(found).hasSize(i);
    }

    /** No spike is lost, no value made up, and few points are left. */
    @Test
    void decimationKeepsTheSmallestAndTheLargestOfEachPixel() {
        RandomGenerator random = new Streams(SEED).stream("decimate");
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            y.add(random.nextDouble());
        }
        y.set(5_432, 99.0);
        y.set(7_777, -99.0);
        Map<?, ?> thin = (Map<?, ?>) with(
                "decimate",
                "decimate",
                "const y = Float64Array.from(given[0]); const x = y.map((_, i) => i);"
                        + " const {x: thin, series} = decimate(x, [y, y.map(() => NaN)], 300);"
                        + " return {x: [...thin], y: [...series[0]], none: [...series[1]].every(Number.isNaN)};",
                y);
        List<Double> values = doubles(thin.get("y"));
        assertThat(values).hasSizeLessThanOrEqualTo(600).contains(99.0, -99.0);
        assertThat(y).containsAll(values);
        assertThat(doubles(thin.get("x"))).isSorted().startsWith(0.0).endsWith(9_999.0);
        assertThat(thin.get("none")).isEqualTo(true);
        assertThat(with(
                        "decimate",
                        "decimate",
                        "const x = Float64Array.of(1, 2, 3); return decimate(x, [x], 9).x === x;"))
                .as("few points are left alone")
                .isEqualTo(true);
    }

    @Test
    void aTableIsTheSameHoweverItsRowsCome() {
        Object found = with("table", "Table, KEYS", """
                const rows = [];
                for (const run of ['a-seed0', 'a-seed1']) {
                  for (let step = 0; step < 30; step++) {
                    rows.push({ run, step, index: step % 3, eigenvalue: Math.sin(step), gap: step % 5 ? step : null });
                  }
                }
                const columns = part => Object.fromEntries(Object.keys(rows[0]).map(name => [name,
                    part.map(r => r[name])]));
                const whole = new Table(KEYS.spectrum);
                whole.add(columns(rows));
                const pieces = new Table(KEYS.spectrum);
                pieces.add(columns(rows.slice(0, 17)));
                pieces.add({});
                pieces.add(columns(rows.slice(9, 40)));
                pieces.add(columns(rows.slice(40)));
                const again = pieces.add(columns(rows)).length;
                const all = table => Array.from({ length: table.length }, (_, i) =>
                  ['run', 'step', 'index', 'eigenvalue', 'gap'].map(name => String(table.get(name, i))).join());
                const changed = pieces.add(columns([{ ...rows[3], eigenvalue: 7 }]));
                return [all(whole).length, again, changed, pieces.get('eigenvalue', 3),
                  pieces.find({ run: 'a-seed1', step: 4, index: 1 }), all(whole).join('|') === all(pieces).map((r, i) =>
                    i === 3 ? all(whole)[3] : r).join('|')];
                """);
        assertThat(((List<?>) found).toString()).isEqualTo("[60, 0, [3], 7, 34, true]");
    }

    @Test
    void aViewIsInTheAddressAndComesBackFromIt() {
        Object found = with("view", "View", """
                const defaults = { x: 'step', v: '1', nulls: '' };
                const values = { x: 'eta', v: '1', nulls: 'haar,haar-layered', more: 'no' };
                const text = View.write(values, defaults);
                return [text, JSON.stringify(View.read(text + '&more=no&__proto__=x', defaults)), View.write(defaults,
                    defaults)];
                """);
        assertThat(((List<?>) found).toString())
                .isEqualTo("[?x=eta&nulls=haar%2Chaar-layered, {\"x\":\"eta\",\"nulls\":\"haar,haar-layered\"}, ]");
    }

    @Test
    void arraysOfNumPyAreRead() throws Exception {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (Npz.Writer npz = new Npz.Writer(archive)) {
            npz.put("values", new double[] {1.5, Double.NaN, -2, 3, 4, 5}, 2, 3);
        }
        ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(archive.toByteArray()));
        entries.getNextEntry();
        List<Integer> bytes = new ArrayList<>();
        for (byte b : entries.readAllBytes()) {
            bytes.add(b & 255);
        }
        Object found = with(
                "npy",
                "parse",
                "const {shape, data} = parse(Uint8Array.from(given[0]).buffer); return [shape, [...data].map(String)];",
                bytes);
        assertThat(found.toString()).isEqualTo("[[2, 3], [1.5, NaN, -2, 3, 4, 5]]");
    }

    @Test
    void belowResolutionIsTheReports() {
        List<List<Double>> pairs = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        RandomGenerator random = new Streams(SEED).stream("resolution");
        for (int i = 0; i < 500; i++) {
            double angle = Math.pow(10, -6 * random.nextDouble()) * Math.PI / 2;
            double bound = new Displacement(
                            Math.cos(angle), angle, Math.min(Math.PI / 2, 2 * angle * random.nextDouble()))
                    .bound();
            double sine = Math.sin(angle);
            pairs.add(List.of(sine * sine, bound));
            expected.add(Displacement.belowResolution(angle, bound));
        }
        assertThat(expected).contains(true, false);
        assertThat(with(
                        "pair",
                        "isBelowResolution",
                        "return given[0].map(([d, b]) => isBelowResolution(d, b));",
                        pairs))
                .isEqualTo(expected);
    }

    /** Pairs with a checkpoint between them are left to the maps, however the rows are cut. */
    @Test
    void neighboursAreThoseWithNoneBetween() {
        Object found = with("neighbours", "Neighbours", """
                const steps = [0, 10, 25, 100];
                const near = new Neighbours();
                const kept = [];
                steps.forEach((to, j) => {
                  const from = steps.slice(0, j);
                  const { step_from, step_to } = near.of({ run: from.map(() => 'a'), step_from: from,
                      step_to: from.map(() => to) });
                  step_from.forEach((f, i) => kept.push([f, step_to[i]].join('-')));
                });
                return kept.join(' ');
                """);
        assertThat(found).isEqualTo("0-10 10-25 25-100");
    }

    @Test
    void theWayOfACheckpointIsTakenFromTheTimesOfEvents() {
        Object found = with("waterfall", "ways", """
                const head = (run, sequenceNumber, kind, step, written) => ({ run, sequenceNumber, kind, step,
                    written });
                const rows = ways([
                  head('a', 1, 'steps-taken', 0, 10), head('a', 2, 'checkpoint-taken', null, 10),
                  head('a', 3, 'steps-taken', 5, 20), head('a', 4, 'checkpoint-taken', null, 20),
                  head('a', 5, 'steps-taken', 7, 25), head('a', 6, 'checkpoint-taken', null, 25),
                  head('a', 1, 'spectrum-measured', 0, 60), head('a', 2, 'spectrum-measured', 5, 90),
                  head('a', 1, 'dynamics-measured', 0, 70), head('a', 9, 'null-summarized', 0, 75), head('a', 10,
                      'null-summarized', 0, 80),
                ], [0, 5]);
                return rows.map(w => [w.run, w.step, w.taken, w.begun, w.measured, w.compared,
                    w.judged].join(' ')).join('; ');
                """);
        assertThat(found).isEqualTo("a 0 10 10 60 70 80; a 5 20 60 90 NaN NaN");
    }

    /** Steps of a map stand as far apart as they are. */
    @Test
    void cellsHaveTheirBordersHalfWayBetweenSteps() {
        Object found = with(
                "heat",
                "borders, cells",
                "const edges = borders([0, 10, 40]); return [edges, [...cells(6, p => 10 * p - 3, edges)]];");
        assertThat(found.toString()).isEqualTo("[[-5, 5, 25, 55], [0, 1, 1, 2, 2, 2]]");
    }

    /** A map that grows by rows is the one that the server sends whole. */
    @Test
    void aMapThatGrowsIsTheWholeOne() {
        Object found = with("timemap", "TimeMap", """
                const steps = Array.from({ length: 70 }, (_, i) => i * i);
                const value = (i, j) => Math.fround(Math.sin(i * 31 + j));
                const whole = steps.flatMap((_, i) => steps.map((_, j) => j > i ? value(i, j) : NaN));
                const sent = TimeMap.of(steps, whole);
                const grown = new TimeMap();
                steps.forEach((to, j) => steps.slice(0, j).forEach((from, i) => grown.put(from, to, value(i, j))));
                const same = steps.every((_, i) => steps.every((_, j) => sent.get(i, j) === grown.get(i, j)
                  && sent.get(i, j) === (i === j ? 0 : value(Math.min(i, j), Math.max(i, j)))));
                return [sent.size, grown.size, same, sent.at(49), sent.at(50)].join();
                """);
        assertThat(found).isEqualTo("70,70,true,7,-1");
    }

    @Test
    void paceIsOfTheLastHalfMinuteAndLagOfWhatIsPassed() {
        Object found = with("pace", "Pace, lag", """
                const { Table, KEYS } = await import(location.origin + '/assets/table.js');
                const pace = new Pace();
                const before = pace.perSecond(0);
                for (let second = 0; second <= 100; second++) pace.hear(second < 60 ? second : 60 + (second - 60) * 5,
                    second * 1000);
                const tables = { spectrum: new Table(KEYS.spectrum),
                    'missing-spectra': new Table(KEYS['missing-spectra']) };
                tables.spectrum.add({ run: ['a'], step: [0], index: [1] });
                tables['missing-spectra'].add({ run: ['a'], step: [10] });
                return [before, Math.round(pace.perSecond(100000)), lag([{ run: 'a', step: 30 }, { run: 'b',
                    step: 0 }], [0, 10, 20, 40], tables)].join();
                """);
        assertThat(found).isEqualTo("NaN,5,2");
    }

    /** Draws of all seeds together, the same for every run; closed forms by mean and deviation. */
    @Test
    void nullRangesAreTheReports() {
        Object found = with("nullcurves", "NullCurves", """
                const { Table, KEYS } = await import(location.origin + '/assets/table.js');
                const tables = { nulls: new Table(KEYS.nulls), 'null-draws': new Table(KEYS['null-draws']) };
                const null_ = (model, run, step, null_mean, null_sd) => tables.nulls.add({ model: [model], run: [run],
                    statistic: ['ipr'],
                  step: [step], index: [1], null_mean: [null_mean], null_sd: [null_sd] });
                for (const run of ['a-seed0', 'a-seed1', 'b-seed0']) for (const step of [0, 5]) {
                  null_('haar', run, step, .03, .01);
                  null_('initialization', run, step, .5, .1);
                }
                for (let draw = 0; draw <= 20; draw++) tables['null-draws'].add({ model: ['initialization'],
                    run: [''], step: [-1],
                  draw: [draw], index: [1], ipr: [draw / 100] });
                const board = { parameters: 100, view: { get: () => '1' }, data: { tables },
                    optimizerOf: run => run.split('-')[0] };
                const nulls = new NullCurves(board, { nulls: 'ipr', times: true }, 'a');
                nulls.begin();
                return nulls.ranges(['haar', 'initialization'], [0, 5]).map(r => [r.name, r.bars, ...[r.x, r.low,
                    r.mean, r.high]
                  .map(c => [...c].map(v => Math.round(v * 1e6) / 1e6).join(' '))].join(', ')).join('; ');
                """);
        assertThat(found)
                .isEqualTo("haar, false, 0 5, 1.355 1.355, 3 3, 4.645 4.645;"
                        + " initialization, false, 0 5, 1 1, 10 10, 19 19");
    }
}
