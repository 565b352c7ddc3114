package eigendrift.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.cli.RunTable;
import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Operator;
import eigendrift.dynamics.Observable;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.report.ExampleTables;
import eigendrift.report.Xml;
import eigendrift.report.chart.DensityFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.chart.StabilityFigures;
import eigendrift.report.export.CsvExportTest;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import eigendrift.report.figure.Mark;
import eigendrift.study.Baseline;
import eigendrift.study.RunSummary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class FiguresTest {
    /** Pixels looked at: one in so many; coprime to the width, so that they fall in every column. */
    private static final int EVERY = 31;

    @TempDir
    Path directory;

    /** A panel for each observable that is to have one. */
    private static List<String> shares() {
        return Arrays.stream(Observable.values())
                .filter(observable -> observable.drawing() instanceof Observable.Share)
                .map(observable -> observable.column().replace('_', '-') + "-v1.svg")
                .toList();
    }

    @Test
    void everyFigureIsAnSvgAndAPng() throws IOException {
        Tables tables = ExampleTables.of(1, List.of("sgd", "adam"), 2, 4, 10, 1);
        List<Path> files = write(directory, tables);
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(CsvExportTest.names(directory))
                .contains(
                        "train-loss.svg",
                        "test-accuracy.png",
                        "eigenvalues-sgd.svg",
                        "displacement-v1.svg",
                        "displacement-identity-v1.png",
                        "reference-v1.svg",
                        "two-times-adam-v1.png",
                        "ipr-v1.svg",
                        "layers-sgd-v1.svg",
                        "subspace-neighbours.svg",
                        "support-v1.svg",
                        "renyi-adam.svg",
                        "unit-sgd.svg",
                        "neurons-adam.png",
                        "gradient-fraction.svg",
                        "momentum-fraction.svg",
                        "loss-change-top.svg",
                        "loss-change-bulk.png")
                .containsAll(shares())
                .hasSize(2 * figures(tables).size());
        for (Path file : files) {
            if (file.toString().endsWith(".png")) {
                assertIsPicture(file);
            } else {
                Document svg = Xml.parse(Files.readString(file));
                assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
                assertThat(Xml.texts(svg, "desc").get(0)).as(file.toString()).hasSizeGreaterThan(50);
                assertThat(Xml.texts(svg, "text")).as("text stays text").anyMatch(text -> text.matches(".*[a-z]{4}.*"));
            }
        }
    }

    private static List<Path> write(Path directory, Tables tables) throws IOException {
        FigureFiles files = new FigureFiles(FigureSize.SCREEN, List.of(FigureFormat.SVG, FigureFormat.PNG));
        return Figures.write(directory, tables, Baseline.first(tables), FigureChoices.none(), files);
    }

    private static void assertIsPicture(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(1320);
        assertThat(image.getHeight()).isBetween(250, 1300);
        assertThat(image.getRGB(1310, 5)).as("paper").isEqualTo(0xffffffff);
        long colours = IntStream.range(0, 1320 * image.getHeight() / EVERY)
                .map(i -> image.getRGB(i * EVERY % 1320, i * EVERY / 1320))
                .distinct()
                .count();
        assertThat(colours).as("colours in %s", file).isGreaterThan(10);
    }

    private static List<? extends Figure> figures(Tables tables) {
        return Figures.sections(tables).stream()
                .flatMap(section -> Stream.concat(section.figures().stream(), section.more().stream()))
                .toList();
    }

    @Test
    void fileNamesAreDistinctAndHarmless() {
        Tables tables = ExampleTables.of(1, List.of("a/../b", "a_.._b", "A_.._B", "ä\n"), 1, 2, 10, 2);
        assertThat(figures(tables).stream().map(figure -> figure.id().toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9._-]+"));
    }

    @Test
    void withoutDataThereIsNoFigure() throws IOException {
        assertThat(write(directory, ExampleTables.empty())).isEmpty();
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a folder");
        assertThatThrownBy(() -> write(file, ExampleTables.typical(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file = " + file.resolve("summary-displacement.svg"));
    }

    @Test
    void movementsBelowResolutionAreRings() {
        Tables t = ExampleTables.of(1, List.of("sgd"), 3, 3, 10, 1);
        List<Displacement> rows = t.displacement().stream()
                .map(row -> new Displacement(
                        row.run(),
                        row.index(),
                        row.label(),
                        row.stepFrom(),
                        row.stepTo(),
                        row.overlap(),
                        row.displacement(),
                        row.angle(),
                        row.stepTo() == 20 && !row.run().endsWith("0") ? 1 : 0))
                .toList();
        Tables tables = t.with().displacement(rows).build();
        Figure.Plot plot = (Figure.Plot) figures(tables).stream()
                .filter(figure -> figure.id().equals("displacement-v1"))
                .findFirst()
                .orElseThrow();
        Mark.Line median = (Mark.Line) plot.marks().get(plot.marks().size() - 1);
        assertThat(median.x()).containsExactly(10, 20);
        assertThat(median.hollow()).as("two of three seeds at step 20").containsExactly(false, true);
    }

    /** All eigenvalues at 2 in the beginning, half of them at 3 in the end, of two runs with two draws. */
    @Test
    void densitiesAreMeansOfBroadenedNodes() {
        Tables t = ExampleTables.of(1, List.of("sgd"), 2, 3, 10, 1);
        List<Tables.Density> rows = new ArrayList<>();
        for (String run : List.of("sgd-seed0", "sgd-seed1")) {
            for (int draw = 1; draw <= 2; draw++) {
                rows.add(new Tables.Density(run, 0, draw, 2, 1, .1));
                rows.add(new Tables.Density(run, 10, draw, 9, 1, .1));
                rows.add(new Tables.Density(run, 20, draw, 2, .5, .1));
                rows.add(new Tables.Density(run, 20, draw, 3, .5, .1));
            }
        }
        Section section = DensityFigures.section(PlotContext.of(t), rows);
        Figure.Plot plot = (Figure.Plot) section.figures().get(0);
        assertThat(plot.marks()).extracting(Mark::series).containsExactly("step 0", "step 20");
        double peak = 1 / (.1 * Math.sqrt(2 * Math.PI));
        // The grid has five points a kernel at least: at the nearest, a tenth of a width away, exp(-1/200).
        assertThat(plot.marks().get(0).ordinates().filter(Double::isFinite).max())
                .hasValueCloseTo(peak, within(.006 * peak));
        assertThat(plot.marks().get(1).ordinates().filter(Double::isFinite).max())
                .hasValueCloseTo(peak / 2, within(.006 * peak));
        assertThat(plot.marks()
                        .get(0)
                        .ordinates()
                        .filter(Double::isFinite)
                        .min()
                        .getAsDouble())
                .as("a tenth of one eigenvalue among %d", ExampleTables.PARAMETERS)
                .isBetween(.1 * peak / ExampleTables.PARAMETERS, .2 * peak / ExampleTables.PARAMETERS);
    }

    @Test
    void aTraceIsShownWhereItWasMeasured() {
        Tables t = ExampleTables.of(1, List.of("sgd"), 1, 3, 10, 1);
        assertThat(figures(t)).extracting(Figure::id).doesNotContain("trace");
        List<Tables.Trace> rows = List.of(
                new Tables.Trace("sgd-seed0", 0, ProbeConfig.Method.HUTCH_PLUS_PLUS, 5, .5, 100),
                new Tables.Trace("sgd-seed0", 20, ProbeConfig.Method.HUTCH_PLUS_PLUS, 7, .25, 100));
        Tables traced = t.with()
                .estimates(new Tables.Estimates(List.of(), rows, List.of(), List.of()))
                .identity(Tables.Identity.none())
                .weights(List.of())
                .build();
        Figure.Plot plot = (Figure.Plot) figures(traced).stream()
                .filter(figure -> figure.id().equals("trace"))
                .findFirst()
                .orElseThrow();
        assertThat(plot.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.x()).containsExactly(0, 20);
            assertThat(mark.ordinates()).containsExactly(5., 7.);
        });
        assertThat(plot.caption()).contains("by hutch++ with 100 products").contains("largest standard error is 0.5");
        assertThat(RunTable.of(RunSummary.of(traced)).toString())
                .contains("trace")
                .contains("  7");
        assertThat(RunTable.of(RunSummary.of(t)).toString()).doesNotContain("trace");
    }

    @Test
    void theStabilityThresholdIsALevel() {
        PlotContext runs = PlotContext.of(ExampleTables.of(1, List.of("sgd"), 1, 3, 10, 1));
        Section section = StabilityFigures.section(
                runs,
                List.of(
                        new Tables.Stability("sgd-seed0", 0, Operator.HESSIAN, 50, 200, .01),
                        new Tables.Stability("sgd-seed0", 10, Operator.HESSIAN, 190, 200, .01),
                        new Tables.Stability("sgd-seed0", 20, Operator.HESSIAN, 190, Double.POSITIVE_INFINITY, 0)));
        Figure.Plot plot = (Figure.Plot) section.figures().get(0);
        assertThat(plot.marks()).extracting(Mark::series).containsExactly("sgd", "edge of stability");
        assertThat(plot.marks().get(0).ordinates()).containsExactly(.25, .95, 0.);
        assertThat(plot.marks().get(1).ordinates()).containsOnly(1.);
        assertThat(plot.caption()).contains("Largest eigenvalue of the Hessian, divided");
    }

    @Test
    void layerSharesAreStackedToOne() {
        Tables tables = ExampleTables.of(1, List.of("sgd"), 3, 4, 10, 1);
        Figure.Plot plot = (Figure.Plot) figures(tables).stream()
                .filter(figure -> figure.id().equals("layers-sgd-v1"))
                .findFirst()
                .orElseThrow();
        assertThat(plot.marks()).extracting(Mark::series).containsExactly("layer 1", "layer 2", "layer 3");
        assertThat(((Mark.Band) plot.marks().get(0)).low()).containsOnly(0);
        assertThat(((Mark.Band) plot.marks().get(1)).low())
                .isEqualTo(((Mark.Band) plot.marks().get(0)).high());
        assertThat(((Mark.Band) plot.marks().get(2)).high())
                .containsExactly(new double[] {1, 1, 1, 1}, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void panelsOfOneSectionShareTheirScale() {
        Tables tables = ExampleTables.typical(1);
        List<Axis> axes = figures(tables).stream()
                .filter(figure -> figure.id().matches("ipr-v\\d"))
                .map(figure -> ((Figure.Plot) figure).y())
                .toList();
        assertThat(axes).hasSize(5).containsOnly(axes.get(0));
        assertThat(axes.get(0).scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
    }
}
