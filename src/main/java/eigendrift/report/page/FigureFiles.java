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
 * @param progress hears of each file that is written
 */
public record FigureFiles(FigureSize size, List<FigureFormat> formats, FigureProgress progress) {
    public FigureFiles {
        formats = List.copyOf(formats);
    }

    public FigureFiles(FigureSize size, List<FigureFormat> formats) {
        this(size, formats, FigureProgress.NONE);
    }

    /** The same, of whose files {@code listener} hears. */
    public FigureFiles with(FigureProgress listener) {
        return new FigureFiles(size, formats, listener);
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
                progress.written(figure.id(), files.size(), figures.size() * formats.size());
            }
        }
        return files;
    }
}
