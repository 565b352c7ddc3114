package eigendrift.dashboard;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import eigendrift.report.page.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The report's figures, as of now. */
final class FigureRoute {

    private final Folds folds;

    FigureRoute(Folds folds) {
        this.folds = folds;
    }

    /** @param file the name of a figure with the suffix of its format */
    HttpResponse answer(String id, String analysis, String file) {
        int dot = file.lastIndexOf('.');
        FigureFormat format = format(file.substring(dot + 1));
        String name = file.substring(0, Math.max(0, dot));
        Figure figure = Figures.named(name, folds.of(id, analysis).withImages().tables(), FigureChoices.none())
                .orElseThrow(() -> Problem.absent(
                        "a figure of the report, as its files are named",
                        name,
                        "figures",
                        "Maybe it is not measured yet; eigendrift report --figures writes all there are."));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            format.write(figure, FigureSize.SCREEN, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Replies.bytes(ContentTypes.parse(format.mediaType()), bytes.toByteArray());
    }

    /** The names of the figures that there are. */
    HttpResponse names(String id, String analysis) {
        Tables tables = folds.of(id, analysis).withImages().tables();
        return Replies.json(Map.of("figures", Figures.names(tables, FigureChoices.none())));
    }

    private static FigureFormat format(String suffix) {
        return Arrays.stream(FigureFormat.values())
                .filter(format -> format.suffix().equals(suffix))
                .findFirst()
                .orElseThrow(() -> Problem.absent(
                        "a format out of "
                                + Arrays.stream(FigureFormat.values())
                                        .map(FigureFormat::suffix)
                                        .collect(Collectors.joining(", ")),
                        suffix,
                        "figures",
                        "Maybe NAME.svg."));
    }
}
