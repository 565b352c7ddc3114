package eigendrift.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.report.Xml;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark.Line;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Reads the picture back: where do the points lie that were put in. */
class SvgTest {
    /** Coordinates are written to two decimals. */
    private static final double ROUNDING = 0.011;

    private static Document draw(Axis x, Axis y, Legend legend, Mark... marks) {
        return Xml.parse(Svg.document(new Figure.Plot("id", "Title", "Caption", x, y, legend, List.of(marks))));
    }

    private static Line line(String name, int colour, double[] x, double[] y) {
        return new Line(name, SeriesStyle.of(colour % SeriesStyle.COLOURS, 0).ink(), Stroke.SOLID, Symbol.SQUARE, x, y);
    }

    private static double[] numbers(Element path) {
        return Arrays.stream(path.getAttribute("d").split("[^0-9.]+"))
                .filter(part -> !part.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The longest path of a colour: the polyline, rather than symbols or swatches. */
    private static Element polyline(Document document, SeriesColor.Tone tone) {
        return Xml.all(document, "path").stream()
                .filter(path -> path.getAttribute("fill").equals("none"))
                .filter(path -> path.getAttribute("stroke").equals(tone.light()))
                .max((a, b) ->
                        a.getAttribute("d").length() - b.getAttribute("d").length())
                .orElseThrow();
    }

    @Test
    void pointsLieInProportion() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 100);
        Document drawn =
                draw(x, Axis.share("y"), Legend.TOP, line("a", 0, new double[] {0, 25, 100}, new double[] {0, 1, 0.5}));
        double[] d = numbers(polyline(drawn, SeriesColor.Tone.BLUE));
        assertThat((d[2] - d[0]) / (d[4] - d[0])).isCloseTo(0.25, within(0.001));
        assertThat((d[1] - d[5]) / (d[1] - d[3])).isCloseTo(0.5, within(0.001));
        assertThat(d[1]).as("larger values lie higher").isGreaterThan(d[3]);
    }

    @Test
    void symbolsAloneAreAllDrawnWithoutALine() {
        int many = 100;
        double[] x = IntStream.range(0, many).asDoubleStream().toArray();
        Line line = new Line("born", SeriesStyle.of(0, 0).ink(), Stroke.NONE, Symbol.TRIANGLE, x, x);
        Document drawn = draw(new Axis("step", Axis.Scale.LINEAR, 0, many), Axis.ranks("rank", many), Legend.TOP, line);
        List<Element> blue = Xml.all(drawn, "path").stream()
                .filter(path -> path.getAttribute("stroke").equals(SeriesColor.Tone.BLUE.light()))
                .toList();
        assertThat(blue).as("and one in the legend").hasSize(many + 1).allMatch(path -> path.getAttribute("fill")
                .equals(SeriesColor.Tone.BLUE.light()));
    }

    @Test
    void logarithmicAxesKeepRatios() {
        Axis axis = new Axis("y", Axis.Scale.LOGARITHMIC, 1, 10_000);
        double[] values = {1, 10, 100, 10_000};
        Document drawn = draw(
                new Axis("step", Axis.Scale.LINEAR, 0, 3),
                axis,
                Legend.TOP,
                line("a", 0, new double[] {0, 1, 2, 3}, values));
        double[] d = numbers(polyline(drawn, SeriesColor.Tone.BLUE));
        assertThat(d[1] - d[3]).isCloseTo(d[3] - d[5], within(2 * ROUNDING));
        assertThat(d[1] - d[7]).isCloseTo(4 * (d[1] - d[3]), within(8 * ROUNDING));
    }

    @Test
    void whatIsNotFiniteIsAGap() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 4);
        double[] y = {0.1, 0.2, Double.NaN, 0.4, Double.POSITIVE_INFINITY};
        Document drawn = draw(x, Axis.share("y"), Legend.TOP, line("a", 0, new double[] {0, 1, 2, 3, 4}, y));
        String d = polyline(drawn, SeriesColor.Tone.BLUE).getAttribute("d");
        assertThat(d.chars().filter(c -> c == 'M')).hasSize(2);
        assertThat(Xml.all(drawn, "title"))
                .as("the figure's own and one a point")
                .hasSize(4);
    }

    @Test
    void ringsAreFilledWithPaper() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 1);
        Line line = new Line(
                "",
                "",
                SeriesStyle.of(0, 0).ink(),
                Stroke.SOLID,
                Symbol.CIRCLE,
                new double[] {0, 1},
                new double[] {0, 1},
                new boolean[] {true, false});
        List<Element> symbols = Xml.all(draw(x, Axis.share("y"), Legend.TOP, line), "path").stream()
                .filter(path -> path.getAttribute("d").contains("a3 3"))
                .toList();
        assertThat(symbols)
                .extracting(symbol -> symbol.getAttribute("fill"))
                .containsExactly(SeriesColor.Tone.PAPER.light(), SeriesColor.Tone.BLUE.light());
    }

    @Test
    void namesAtTheEndsDoNotOverlap() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 1);
        Mark[] lines = IntStream.range(0, 8)
                .mapToObj(i -> line("name " + i, i, new double[] {0, 1}, new double[] {0, 0.001 * i}))
                .toArray(Mark[]::new);
        double[] heights = Xml.all(draw(x, Axis.share("y"), Legend.ENDS, lines), "text").stream()
                .filter(text -> text.getTextContent().startsWith("name"))
                .mapToDouble(text -> Double.parseDouble(text.getAttribute("y")))
                .sorted()
                .toArray();
        assertThat(heights).hasSize(8);
        for (int i = 1; i < heights.length; i++) {
            assertThat(heights[i] - heights[i - 1]).isGreaterThanOrEqualTo(12);
        }
        assertThat(heights[7]).isLessThan(300);
    }

    @Test
    void anAbscissaBetweenTwoWholeNumbersIsLabelledToo() {
        Axis narrow = new Axis("eigenvalue", Axis.Scale.LINEAR, -.1, .5);
        Mark line = line("a", 0, new double[] {0, .5}, new double[] {0, 1});
        assertThat(Xml.texts(draw(narrow, Axis.share("y"), Legend.TOP, line), "text"))
                .contains("0", "0.1", "0.3", "0.5");
        Axis steps = new Axis("step", Axis.Scale.LINEAR, 0, 2);
        assertThat(Xml.texts(draw(steps, new Axis("y", Axis.Scale.LINEAR, 5, 6), Legend.TOP, line), "text"))
                .contains("0", "1", "2")
                .doesNotContain("0.5", "1.5");
        Axis loss = new Axis("training loss", Axis.Scale.LOGARITHMIC, .05, 2.5);
        Mark falling = line("a", 0, new double[] {2, .06}, new double[] {0, 1});
        assertThat(Xml.texts(draw(loss, new Axis("y", Axis.Scale.LINEAR, 5, 6), Legend.TOP, falling), "text"))
                .contains("0.1", "1");
    }

    @Test
    void aNameInSeveralColoursHasOneGreyEntry() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 1);
        Document drawn = draw(
                x,
                Axis.share("y"),
                Legend.TOP,
                line("same", 0, new double[] {0, 1}, new double[] {0, 1}),
                line("same", 1, new double[] {0, 1}, new double[] {1, 0}),
                line("other", 2, new double[] {0, 1}, new double[] {1, 1}));
        assertThat(Xml.texts(drawn, "text")).containsOnlyOnce("same").containsOnlyOnce("other");
        assertThat(polyline(drawn, SeriesColor.Tone.MUTED)).isNotNull();
    }

    @Test
    void longNamesEndInDots() {
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 1);
        String name = "😀 name ".repeat(30);
        Document drawn = draw(x, Axis.share("y"), Legend.TOP, line(name, 0, new double[] {0, 1}, new double[] {0, 1}));
        assertThat(Xml.texts(drawn, "text"))
                .filteredOn(text -> text.startsWith("😀 name 😀"))
                .singleElement()
                .matches(text ->
                        text.endsWith("…") && text.length() < 80 && Pen.widthOf(text, 12) < FigureSize.SCREEN.units());
    }

    /** Steps 0, 10 and 100: edges half of the way, at 5 and 55. */
    @Test
    void cellsOfAHeatMapReachHalfOfTheWayToTheNextStep() {
        double[][] values = {{0, 1, 0}, {Double.NaN, 0, 0}, {0, 0, 0}};
        boolean[][] hatched = {{true, false, false}, {false, false, false}, {false, false, false}};
        Axis steps = new Axis("step", Axis.Scale.LINEAR, 0, 100);
        double[] at = {0, 10, 100};
        Figure map = new Figure.HeatMap("id", "T", "C", "value", steps, at, values, hatched, "below resolution");
        Document drawn = Xml.parse(Svg.document(map));
        Element cell = filled(drawn, ColorMap.RISING.colour(1 - 0.5 / 64));
        double[] d = numbers(cell);
        double side = 316;
        double left = 54;
        double top = 46;
        assertThat(d[0]).as("second column").isCloseTo(left + .05 * side, within(ROUNDING));
        assertThat(d[1]).as("first row, at the bottom").isCloseTo(top + .95 * side, within(ROUNDING));
        assertThat(d[2]).as("width").isCloseTo(.5 * side, within(ROUNDING));
        assertThat(d[3]).as("height").isCloseTo(.05 * side, within(ROUNDING));
        double[] hatching = Xml.all(drawn, "path").stream()
                .filter(path -> path.getAttribute("stroke").equals("#ffffff"))
                .findFirst()
                .map(SvgTest::numbers)
                .orElseThrow();
        for (int i = 0; i < hatching.length; i += 2) {
            assertThat(hatching[i]).as("in the first cell").isBetween(left - ROUNDING, left + .05 * side + ROUNDING);
            assertThat(hatching[i + 1]).isBetween(top + .95 * side - ROUNDING, top + side + ROUNDING);
        }
        assertThat(Xml.texts(drawn, "text")).contains("below resolution", "0", "100");
    }

    @Test
    void ofManyPointsSomeKeepTheirSymbolAndHint() {
        double[] x = IntStream.range(0, 1000).asDoubleStream().toArray();
        double[] y = new double[1000];
        boolean[] hollow = new boolean[1000];
        hollow[501] = true;
        Line line = new Line("a", "", SeriesStyle.of(0, 0).ink(), Stroke.SOLID, Symbol.CIRCLE, x, y, hollow);
        Document drawn = draw(new Axis("step", Axis.Scale.LINEAR, 0, 1000), Axis.share("y"), Legend.TOP, line);
        assertThat(Xml.texts(drawn, "title")).hasSizeBetween(20, 50).contains("a, step 501: 0.000", "a, step 0: 0.000");
    }

    /** Beside the axis, on its scale. */
    @Test
    void intervalsBesideThePlotStandInAColumnOfTheirOwn() {
        SeriesColor ink = SeriesStyle.of(1, 0).ink();
        IntervalRow row =
                new IntervalRow("haar", false, List.of(new IntervalRow.Interval("", 7, ink, Symbol.NONE, .25, .5, 1)));
        Axis x = new Axis("step", Axis.Scale.LINEAR, 0, 1);
        Mark line = line("a", 0, new double[] {0, 1}, new double[] {0, 1});
        Figure plot = new Figure.Plot("id", "T", "C", x, Axis.share("y"), Legend.TOP, List.of(line), List.of(row));
        Document drawn = Xml.parse(Svg.document(plot));
        double[] curve = numbers(polyline(drawn, SeriesColor.Tone.BLUE));
        double[] bar = numbers(filled(drawn, SeriesColor.Tone.VERMILION.light()));
        double height = curve[1] - curve[3];
        assertThat(bar[0]).as("right of the curve").isGreaterThan(curve[2] + 10);
        assertThat(bar[1]).as("its upper end").isCloseTo(curve[3], within(ROUNDING));
        assertThat(bar[3]).as("its height").isCloseTo(.75 * height, within(3 * ROUNDING));
        Element name = Xml.all(drawn, "text").stream()
                .filter(text -> text.getTextContent().equals("haar"))
                .findFirst()
                .orElseThrow();
        assertThat(name.getAttribute("transform")).startsWith("rotate(-90 ");
    }

    private static Element filled(Document drawn, String colour) {
        return Xml.all(drawn, "path").stream()
                .filter(path -> path.getAttribute("fill").equals(colour))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void pixelsOfAnImageDivergeAboutZero() {
        Figure image = new Figure.Image("id", "T", "C", "value", new double[][] {{0, -2}, {1, Double.NaN}, {0, 2}});
        Document drawn = Xml.parse(Svg.document(image));
        String[] colours = {
            ColorMap.DIVERGING.colour(.5 / 65), ColorMap.DIVERGING.colour(64.5 / 65), ColorMap.DIVERGING.colour(.5)
        };
        assertThat(colours[2]).as("nothing").isEqualTo("#f7f7f7");
        double[][] first = new double[3][];
        for (int i = 0; i < 3; i++) {
            String colour = colours[i];
            first[i] = numbers(Xml.all(drawn, "path").stream()
                    .filter(path -> path.getAttribute("fill").equals(colour))
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(first[0]).as("most negative: first row, second column").startsWith(16 + 162, 46, 162, 108);
        assertThat(first[1]).as("most positive: last row, second column").startsWith(16 + 162, 46 + 216, 162, 108);
        assertThat(first[2])
                .as("zero: first and last row, first column")
                .hasSize(10)
                .startsWith(16, 46, 162, 108);
        assertThat(Xml.texts(drawn, "text")).as("scale").contains("−2", "0", "2");
    }

    @Test
    void onAPageColoursAreVariables() {
        Figure figure = new Figure.Plot(
                "id",
                "Title",
                "Caption",
                new Axis("step", Axis.Scale.LINEAR, 0, 1),
                Axis.share("y"),
                Legend.TOP,
                List.of(line("a", 0, new double[] {0, 1}, new double[] {0, 1})));
        assertThat(Svg.inline(figure))
                .contains("var(--blue)")
                .doesNotContain("#")
                .doesNotContain("xmlns");
    }
}
