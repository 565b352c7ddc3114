package eigendrift.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.NullModelName;
import eigendrift.config.ProbeConfig;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.report.ExampleTables;
import eigendrift.report.Xml;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import eigendrift.report.figure.IntervalRow;
import eigendrift.report.figure.IntervalRow.Interval;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.study.Baseline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** Figures for papers: what a PDF holds, and whether the CSV says all that is drawn. */
class PaperFiguresTest {
    private static final double MILLIMETRE = 72 / 25.4;

    /** Positions in a PDF are single precision. */
    private static final double SINGLE = 1e-4;

    /** Every figure of the report. */
    private static final List<Figure> FIGURES = figures();

    private static List<Figure> figures() {
        Tables example = ExampleTables.of(1, List.of("sgd", "adam"), 2, 4, 10, 2);
        Tables tables = example.with()
                .nullDraws(draws())
                .displacement(example.displacement().stream()
                        .map(PaperFiguresTest::lateOnesBelowResolution)
                        .toList())
                .estimates(new Tables.Estimates(
                        List.of(
                                new Tables.Density("sgd-seed0", 0, 1, 2, 1, .1),
                                new Tables.Density("sgd-seed0", 30, 1, 3, 1, .2)),
                        List.of(),
                        List.of(new Tables.Stability("sgd-seed0", 0, ProbeConfig.Operator.HESSIAN, 50, 200, .01)),
                        List.of()))
                .build();
        return Figures.sections(tables, FigureChoices.none(), Baseline.first(tables)).stream()
                .<Figure>flatMap(section -> Stream.concat(section.figures().stream(), section.more().stream()))
                .toList();
    }

    private static List<Tables.NullDraw> draws() {
        List<Tables.NullDraw> draws = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            for (String run : List.of("sgd-seed0", "adam-seed1")) {
                draws.add(new Tables.NullDraw(
                        NullModelName.SHUFFLED_WEIGHTS,
                        run,
                        30,
                        draw,
                        1,
                        1,
                        LocalizationValues.of(.01 * draw, 1),
                        Double.NaN,
                        1,
                        true));
            }
        }
        return draws;
    }

    private static Displacement lateOnesBelowResolution(Displacement row) {
        return row.stepFrom() < 20
                ? row
                : new Displacement(
                        row.run(),
                        row.index(),
                        row.label(),
                        row.stepFrom(),
                        row.stepTo(),
                        row.overlap(),
                        row.displacement(),
                        row.angle(),
                        2);
    }

    private static List<Figure> oneOfEachKind() {
        Map<Class<?>, Figure> kinds = new HashMap<>();
        FIGURES.forEach(figure -> kinds.putIfAbsent(figure.getClass(), figure));
        return List.copyOf(kinds.values());
    }

    private static byte[] file(Figure figure, FigureFormat format, FigureSize size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(figure, size, out);
        return out.toByteArray();
    }

    private static String text(Figure figure, FigureFormat format, FigureSize size) throws IOException {
        return new String(file(figure, format, size), StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfFigureIsAmongThem() {
        assertThat(oneOfEachKind()).hasSize(Figure.class.getPermittedSubclasses().length);
        assertThat(FIGURES)
                .filteredOn(figure -> figure instanceof Figure.HeatMap)
                .anyMatch(figure -> Arrays.stream(((Figure.HeatMap) figure).hatched())
                        .anyMatch(row -> Arrays.toString(row).contains("true")));
        assertThat(FIGURES)
                .extracting(Figure::id)
                .contains(
                        "ipr-v1", "ipr-v1-nulls", "displacement-v1", "two-times-sgd-v1", "unit-adam", "layers-sgd-v1");
    }

    @Test
    void aPdfHasItsTextAsTextOfSevenPointsInOneEmbeddedFont() throws IOException {
        for (Figure figure : FIGURES) {
            check(figure, FigureSize.of("icml"), 3.25 * 25.4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "icml, 82.55",
        "icml-wide, 171.45",
        "neurips, 139.7",
        "nature, 89",
        "nature-wide, 183",
        "120mm, 120",
        "4.5in, 114.3"
    })
    void everySizeIsAsWideAsAskedAndItsTextIsNotScaled(String size, double millimetres) throws IOException {
        for (Figure figure : oneOfEachKind()) {
            check(figure, FigureSize.of(size), millimetres);
        }
    }

    private static void check(Figure figure, FigureSize size, double millimetres) throws IOException {
        byte[] pdf = file(figure, FigureFormat.PDF, size);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            PDPage page = document.getPage(0);
            assertThat(page.getMediaBox().getWidth() / MILLIMETRE)
                    .as("width of %s", figure.id())
                    .isCloseTo(millimetres, within(.1));
            Set<PDFont> fonts = new HashSet<>();
            page.getResources().getFontNames().forEach(name -> fonts.add(font(page, name)));
            assertThat(fonts).as("fonts of %s", figure.id()).singleElement().satisfies(font -> {
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).endsWith("DejaVuSans").matches("[A-Z]{6}\\+.*");
            });
            assertThat(page.getResources().getXObjectNames()).as("pictures").isEmpty();
            assertTexts(page, figure);
            assertSvgSaysTheSame(document, figure, size);
        }
        assertThat(file(figure, FigureFormat.PDF, size)).as("the same bytes").isEqualTo(pdf);
    }

    private static PDFont font(PDPage page, COSName name) {
        try {
            return page.getResources().getFont(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertTexts(PDPage page, Figure figure) throws IOException {
        List<Object> tokens = new PDFStreamParser(page).parse();
        int texts = 0;
        int curves = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) instanceof Operator operator) {
                switch (operator.getName()) {
                    case "Tj", "TJ" -> texts++;
                    case "Tf" ->
                        assertThat(((COSNumber) tokens.get(i - 1)).floatValue())
                                .as("size of text in %s", figure.id())
                                .isEqualTo(7);
                    case "Tm" ->
                        assertThat(Math.abs(((COSNumber) tokens.get(i - 6)).floatValue())
                                        + Math.abs(((COSNumber) tokens.get(i - 5)).floatValue()))
                                .as("unscaled")
                                .isEqualTo(1);
                    case "m", "re" -> curves++;
                    default -> {
                        // Colours and states.
                    }
                }
            }
        }
        assertThat(texts).as("text operators of %s", figure.id()).isGreaterThan(3);
        assertThat(curves).as("lines of %s", figure.id()).isGreaterThan(5);
    }

    /** The same words in both, none in another colour than black, no grid in the SVG either. */
    private static void assertSvgSaysTheSame(PDDocument document, Figure figure, FigureSize size) throws IOException {
        Document svg = Xml.parse(text(figure, FigureFormat.SVG, size));
        assertThat(svg.getDocumentElement().getAttribute("width")).endsWith("pt");
        assertThat(Xml.all(svg, "text")).allSatisfy(text -> {
            assertThat(text.getAttribute("font-size")).isEqualTo("7");
            assertThat(text.getAttribute("fill")).isEqualTo("#000000");
        });
        assertThat(Xml.all(svg, "path"))
                .noneMatch(path -> path.getAttribute("stroke").equals(SeriesColor.Tone.GRID.light()));
        Set<String> words = new HashSet<>(Arrays.asList(
                new PDFTextStripper().getText(document).replaceAll("\\s+", " ").split(" ")));
        List<String> upright = Xml.all(svg, "text").stream()
                .filter(text -> text.getAttribute("transform").isEmpty())
                .flatMap(text -> Stream.of(text.getTextContent().split(" ")))
                .toList();
        assertThat(words).as("words of %s", figure.id()).containsAll(upright);
    }

    /** What the font has not is replaced, and loses nothing else. */
    @Test
    void namesThatTheFontHasNotAreShownAsFarAsItHasThem() throws IOException {
        Tables tables = ExampleTables.of(1, List.of("😀\u0007 größer", "Δ中"), 1, 2, 10, 1);
        Figure figure =
                Figures.named("train-loss", tables, FigureChoices.none()).orElseThrow();
        try (PDDocument document = Loader.loadPDF(file(figure, FigureFormat.PDF, FigureSize.of("nature")))) {
            assertThat(new PDFTextStripper().getText(document)).contains("größer", "Δ\ufffd", "\ufffd");
        }
        assertThat(Figures.named("no-such", tables, FigureChoices.none())).isEmpty();
    }

    @Test
    void aBitmapForPaperHasSixHundredDotsAnInch() throws IOException {
        byte[] png = file(FIGURES.get(0), FigureFormat.PNG, FigureSize.of("icml"));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(1950);
        // The chunk pHYs has dots per metre.
        int at = new String(png, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        assertThat(ByteBuffer.wrap(png, at, 4).getInt()).isCloseTo(23622, within(1));
    }

    /** What the CSV says, in the looks of the figure, is the figure again, to the last number. */
    @Test
    void theCsvRedrawsIt() throws IOException {
        for (Figure figure : FIGURES) {
            Figure again = redrawn(figure, text(figure, FigureFormat.CSV, FigureSize.SCREEN));
            assertThat(text(again, FigureFormat.SVG, FigureSize.SCREEN))
                    .as(figure.id())
                    .isEqualTo(text(figure, FigureFormat.SVG, FigureSize.SCREEN));
        }
    }

    private static Figure redrawn(Figure figure, String csv) throws IOException {
        List<CSVRecord> rows;
        try (CSVParser parser = CSVFormat.DEFAULT.builder().setHeader().get().parse(new StringReader(csv))) {
            rows = parser.getRecords();
        }
        if (figure instanceof Figure.Plot plot) {
            return plot(plot, rows);
        } else if (figure instanceof Figure.Forest f) {
            return new Figure.Forest(
                    f.id(), f.title(), f.caption(), f.x(), f.reference(), intervals(f.rows(), rows, "row", "of", "at"));
        } else if (figure instanceof Figure.HeatMap map) {
            return map(map, rows);
        }
        Figure.Image image = (Figure.Image) figure;
        double[][] values = new double[image.values().length][image.values()[0].length];
        rows.forEach(row -> values[(int) number(row, "row")][(int) number(row, "column")] = number(row, "value"));
        return new Figure.Image(image.id(), image.title(), image.caption(), image.valueLabel(), values);
    }

    private static double number(CSVRecord row, String column) {
        return row.get(column).isEmpty() ? Double.NaN : Double.parseDouble(row.get(column));
    }

    private static double[] column(List<CSVRecord> rows, String column) {
        return rows.stream().mapToDouble(row -> number(row, column)).toArray();
    }

    private static Figure plot(Figure.Plot plot, List<CSVRecord> rows) {
        List<Mark> marks = new ArrayList<>();
        int from = 0;
        for (Mark look : plot.marks()) {
            List<CSVRecord> own = rows.subList(from, from + look.x().length);
            from += own.size();
            assertThat(own)
                    .allMatch(row -> row.get("series").equals(look.series())
                            && row.get("part").equals(look.part()));
            double[] x = column(own, "x");
            double[] y = column(own, "y");
            double[] low = column(own, "low");
            double[] high = column(own, "high");
            if (look instanceof Mark.Line line) {
                boolean[] hollow = new boolean[x.length];
                for (int i = 0; i < x.length; i++) {
                    hollow[i] = number(own.get(i), "hollow") == 1;
                }
                marks.add(new Mark.Line(
                        look.series(), look.part(), look.ink(), line.stroke(), line.symbol(), x, y, hollow));
            } else if (look instanceof Mark.Band) {
                marks.add(new Mark.Band(look.series(), look.part(), look.ink(), x, low, high));
            } else {
                marks.add(new Mark.Intervals(look.series(), look.part(), look.ink(), x, low, y, high));
            }
        }
        List<CSVRecord> rest = rows.subList(from, rows.size());
        assertThat(rest).allMatch(row -> row.get("kind").equals("beside"));
        return new Figure.Plot(
                plot.id(),
                plot.title(),
                plot.caption(),
                plot.x(),
                plot.y(),
                plot.legend(),
                marks,
                intervals(plot.beside(), rest, "series", "part", "x"));
    }

    private static List<IntervalRow> intervals(
            List<IntervalRow> looks, List<CSVRecord> rows, String name, String of, String at) {
        String middle = name.equals("row") ? "middle" : "y";
        int i = 0;
        List<IntervalRow> again = new ArrayList<>();
        for (IntervalRow look : looks) {
            List<Interval> own = new ArrayList<>();
            for (Interval interval : look.intervals()) {
                CSVRecord row = rows.get(i++);
                assertThat(row.get(name)).isEqualTo(look.name());
                own.add(new Interval(
                        row.get(of),
                        number(row, at),
                        interval.ink(),
                        interval.symbol(),
                        number(row, "low"),
                        number(row, middle),
                        number(row, "high")));
            }
            again.add(new IntervalRow(look.name(), look.guided(), own));
        }
        return again;
    }

    private static Figure map(Figure.HeatMap map, List<CSVRecord> rows) {
        double[] at = rows.stream()
                .mapToDouble(row -> number(row, "x"))
                .distinct()
                .sorted()
                .toArray();
        double[][] values = new double[at.length][at.length];
        boolean[][] hatched = new boolean[at.length][at.length];
        for (CSVRecord row : rows) {
            int r = Arrays.binarySearch(at, number(row, "y"));
            int c = Arrays.binarySearch(at, number(row, "x"));
            values[r][c] = number(row, "value");
            hatched[r][c] = number(row, "hatched") == 1;
            assertThat(number(row, "x")).isBetween(number(row, "x_low"), number(row, "x_high") + SINGLE);
        }
        return new Figure.HeatMap(
                map.id(),
                map.title(),
                map.caption(),
                map.valueLabel(),
                map.axis(),
                at,
                values,
                hatched,
                map.hatching());
    }
}
