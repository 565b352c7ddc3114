package eigendrift.report.figure;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of files that a figure can be had as. */
public enum FigureFormat {
    /** Text stays text, on white. */
    SVG("image/svg+xml") {
        @Override
        public void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
            out.write(Svg.document(figure, size).getBytes(StandardCharsets.UTF_8));
        }
    },
    PNG("image/png") {
        @Override
        public void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
            Png.write(figure, size, out);
        }
    },
    /** Lines stay lines and text stays text, with one font embedded. */
    PDF("application/pdf") {
        @Override
        public void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
            Pdf.write(figure, size, out);
        }
    },
    /** The data drawn, whatever the size. */
    CSV("text/csv") {
        @Override
        public void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
            out.write(FigureCsv.of(figure).getBytes(StandardCharsets.UTF_8));
        }
    };

    private final String mediaType;

    FigureFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Ending of a file's name, without the dot. */
    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the file; the same figure and size give the same bytes. Does not close {@code out}. */
    public abstract void write(Figure figure, FigureSize size, OutputStream out) throws IOException;
}
