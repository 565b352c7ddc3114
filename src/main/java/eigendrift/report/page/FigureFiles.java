package eigendrift.report.page;

import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * As what figures are written.
 *
 * @param formats of each figure, in this order
 */
public record FigureFiles(FigureSize size, List<FigureFormat> formats) {
    public FigureFiles {
        formats = List.copyOf(formats);
    }

    /** As large as on the page, in all formats. */
    public static FigureFiles all() {
        return new FigureFiles(FigureSize.SCREEN, Arrays.asList(FigureFormat.values()));
    }

    List<Path> write(Path directory, List<Figure> figures) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Figure figure : figures) {
            for (FigureFormat format : formats) {
                Path file = directory.resolve(figure.id() + "." + format.suffix());
                AtomicFile.write(file, out -> format.write(figure, size, out));
                files.add(file);
            }
        }
        return files;
    }
}
