package eigendrift.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the page is: run by {@code tools/measure page}, and by nothing else, as its numbers are of this machine.
 * Each row says what was measured, how often, and its median and 95th percentile.
 */
@Timeout(1200)
class PageMeasurement {

    private static final int REPEATS = 5;
    private static final int ROWS = 200;

    @TempDir
    private Path folder;

    @Test
    void page() throws Exception {
        Program program = new Program(folder);
        Path configuration = Path.of("conf/quickstart.conf").toAbsolutePath();
        try (Browser browser = Browser.open()) {
            // Maven colours the line before, and leaves it open.
            System.out.println();
            say("measured", "times", "median", "p95", "unit");
            latencies(browser, program, configuration);
            try (Served served = Served.beside(program)) {
                opening(browser, served);
                drawing(browser, served);
            }
        }
    }

    /** From the writing of an event to its being on the screen, while the quickstart trains. */
    private void latencies(Browser browser, Program program, Path configuration) throws Exception {
        Program.Running run = program.start("run", configuration.toString(), "--progress", "off");
        while (run.process().isAlive() && program.events() < 2) {
            Thread.onSpinWait();
        }
        try (Served served = Served.beside(program)) {
            browser.go(served.at("experiments/quickstart"));
            run.await();
            browser.await("document.body.dataset.state === 'ended'");
            report(
                    "event to painted",
                    "ms",
                    millis(browser.js("return window.eigendrift.latencies.map(l => l[2] - l[1])")));
        }
    }

    private static void opening(Browser browser, Served served) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            browser.go(served.at("experiments/quickstart"));
            browser.await("document.body.dataset.state === 'ended'");
            times.add((System.nanoTime() - begin) / 1e6);
        }
        report("quickstart opened", "ms", times);
        times.clear();
        for (int i = 0; i < REPEATS; i++) {
            long begin = System.nanoTime();
            browser.go(served.at("experiments/quickstart/events"));
            browser.await("document.querySelector('.event')");
            times.add((System.nanoTime() - begin) / 1e6);
        }
        report("first events", "ms", times);
    }

    /** Curves, maps and tables of numbers made here, in the page's own code. */
    private static void drawing(Browser browser, Served served) {
        browser.go(served.at("experiments/quickstart"));
        browser.await("document.body.dataset.state === 'ended'");
        report("24 runs of 10,000 points: a row more, median and band", "ms", millis(browser.async("""
                const { Curve } = await import(location.origin + '/assets/curve.js');
                const { decimate } = await import(location.origin + '/assets/decimate.js');
                const curves = [0, 1, 2, 3].map(() => new Curve());
                curves.forEach((curve, o) => {
                  for (let seed = 0; seed < 6; seed++) for (let i = 0; i < 10000; i++) curve.put(o + '-' + seed, i,
                      Math.sin(i) + seed);
                  curve.fresh();
                });
                const times = [];
                for (let i = 0; i < given[0]; i++) {
                  const begin = performance.now();
                  for (let panel = 0; panel < 8; panel++) curves.forEach((curve, o) => {
                    for (let seed = 0; seed < 6; seed++) curve.put(o + '-' + seed, 10000 + i, seed);
                    curve.fresh();
                    decimate(curve.x.view(), [curve.median.view(), curve.low.view(), curve.high.view()], 600);
                  });
                  times.push(performance.now() - begin);
                }
                return times;
                """, ROWS)));
        report("two-time map of 1,000 checkpoints: drawn", "ms", millis(browser.async(MAP, 30, 0)));
        report("the same: a row more and drawn", "ms", millis(browser.async(MAP, 30, 1)));
    }

    private static final String MAP = """
            const { TimeMap } = await import(location.origin + '/assets/timemap.js');
            const { borders, cells, paint } = await import(location.origin + '/assets/heat.js');
            const map = new TimeMap();
            const row = (i) => { for (let j = 0; j < i; j++) map.put(j, i, Math.abs(Math.sin(i * j))); };
            for (let i = 1; i < 1000; i++) row(i);
            const context = Object.assign(document.createElement('canvas'), { width: 1000,
                height: 1000 }).getContext('2d');
            const times = [];
            for (let r = 0; r < given[0]; r++) {
              await new Promise(done => requestAnimationFrame(done));
              const begin = performance.now();
              if (given[1]) row(map.size);
              const edges = borders(map.steps);
              const at = cells(1000, p => (p + .5) / 1000 * map.size, edges);
              context.putImageData(paint(at, at, (i, j) => map.get(i, j), null), 0, 0);
              times.push(performance.now() - begin);
            }
            return times;
            """;

    private static List<Double> millis(Object list) {
        return ((List<?>) list)
                .stream().map(value -> ((Number) value).doubleValue()).toList();
    }

    private static void report(String what, String unit, List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        say(
                what,
                Integer.toString(sorted.length),
                String.format(Locale.ROOT, "%.1f", eigendrift.inference.Quantile.of(sorted, .5)),
                String.format(Locale.ROOT, "%.1f", eigendrift.inference.Quantile.of(sorted, .95)),
                unit);
    }

    private static void say(String... cells) {
        System.out.println("| " + String.join(" | ", Arrays.asList(cells)) + " |");
        if (cells[0].equals("measured")) {
            System.out.println("|---|---|---|---|---|");
        }
    }
}
