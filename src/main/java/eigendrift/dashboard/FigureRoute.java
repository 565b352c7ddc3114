package eigendrift.dashboard;

import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Png;
import eigendrift.report.figure.Svg;
import eigendrift.report.page.Figures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The report's figures, as of now. */
final class FigureRoute {

    private final Folds folds;

    FigureRoute(Folds folds) {
        this.folds = folds;
    }

    /** @param file {@code NAME.svg} or {@code NAME.png} */
    HttpResponse answer(String id, String analysis, String file) {
        int dot = Math.max(0, file.lastIndexOf('.'));
        String name = file.substring(0, dot);
        String format = file.substring(dot);
        if (!format.equals(".svg") && !format.equals(".png")) {
            throw Problem.absent("NAME.svg or NAME.png", file, "figures", "Maybe training-loss.svg.");
        }
        Figure figure = Figures.named(name, folds.of(id, analysis).withImages().tables())
                .orElseThrow(() -> Problem.absent(
                        "a figure of the report, as its files are named",
                        name,
                        "figures",
                        "Maybe it has not been measured yet."));
        if (format.equals(".svg")) {
            return Replies.bytes(
                    ContentTypes.parse("image/svg+xml"), Svg.document(figure).getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            Png.write(figure, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Replies.bytes(ContentTypes.parse("image/png"), png.toByteArray());
    }
}
