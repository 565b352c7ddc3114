package eigendrift.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.report.figure.SeriesColor.Tone;
import eigendrift.report.figure.SeriesStyle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The files of the page, without a browser. */
class PageFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/eigendrift/dashboard");
    private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** What the page may weigh on its way, packed. */
    private static final int MOST_BYTES = 120_000;

    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()'\\./([^']+)'|URL\\('([a-z]+\\.js)'");

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thePageIsLight() throws IOException {
        int bytes = 0;
        for (Path file : files()) {
            bytes += packed(Files.readAllBytes(file));
        }
        for (String chart : List.of("uPlot.iife.min.js", "uPlot.min.css")) {
            try (InputStream in = getClass().getResourceAsStream(CHARTS + chart)) {
                bytes += packed(in.readAllBytes());
            }
        }
        assertThat(bytes).isBetween(40_000, MOST_BYTES);
    }

    private static int packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }

    /** A script that nobody loads is dead; one that is not there leaves the page blank. */
    @Test
    void everyScriptIsLoadedAndThere() throws IOException {
        TreeSet<String> loaded = new TreeSet<>(List.of("app.js", "theme.js"));
        TreeSet<String> there = new TreeSet<>();
        for (Path file : files()) {
            if (file.toString().endsWith(".js")) {
                there.add(file.getFileName().toString());
                Matcher imported = IMPORT.matcher(Files.readString(file));
                while (imported.find()) {
                    loaded.add(imported.group(1) == null ? imported.group(2) : imported.group(1));
                }
            }
        }
        assertThat(loaded).isEqualTo(there);
    }

    /** What the policy would refuse, and what would reach another server. */
    @Test
    void nothingIsInlineOrFromElsewhere() throws IOException {
        for (Path file : files()) {
            String text = Files.readString(file);
            assertThat(text)
                    .as(file.toString())
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
                    .doesNotContainPattern(" style=\"")
                    .doesNotContainPattern("(src|href)=\"(/|https?:)")
                    .doesNotContainPattern("(@import|url\\()");
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(file.toString())
                    .doesNotContain("http://", "https://");
        }
    }

    /** The colours of the report, light, dark by choice, dark by system. */
    @Test
    void coloursAreTheReports() throws IOException {
        String css = Files.readString(FOLDER.resolve("page.css"), StandardCharsets.UTF_8);
        for (Tone tone : Tone.values()) {
            List<String> found = new ArrayList<>();
            Matcher colour =
                    Pattern.compile(tone.variable() + ": (#[0-9a-f]{6});").matcher(css);
            while (colour.find()) {
                found.add(colour.group(1));
            }
            assertThat(found).as(tone.name()).containsExactly(tone.light(), tone.dark(), tone.dark());
        }
    }

    /** Every look that the server names has its drawing on the page. */
    @Test
    void everyStrokeAndSymbolIsDrawn() throws IOException {
        String ink = Files.readString(FOLDER.resolve("ink.js"));
        String markers = Files.readString(FOLDER.resolve("markers.js"));
        for (int i = 0; i < 24; i++) {
            SeriesStyle style = SeriesStyle.of(i % SeriesStyle.COLOURS, i / SeriesStyle.COLOURS);
            assertThat(ink)
                    .containsPattern("'?" + word(style.stroke()) + "'?: \\[")
                    .contains("'" + word(style.tone()) + "'");
            assertThat(markers).containsPattern("'?" + word(style.symbol()) + "'?: ");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
