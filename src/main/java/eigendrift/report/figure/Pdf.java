package eigendrift.report.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A figure as a PDF of one page: lines are lines, and text is text in one embedded font. */
final class Pdf {
    private static final String FONT = "DejaVuSans.ttf";

    private Pdf() {}

    /** The same figure and size give the same bytes. */
    static void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
        Drawing drawing = Drawing.of(figure, size);
        float width = (float) size.points();
        float height = (float) (drawing.height() * size.scale());
        try (PDDocument document = new PDDocument();
                InputStream ttf = Pdf.class.getResourceAsStream(FONT)) {
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PDFont font = PDType0Font.load(document, ttf, true);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                drawing.draw(new PdfPen(content, font, size, height));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            describe(document, figure);
            document.save(out);
        }
    }

    private static void describe(PDDocument document, Figure figure) {
        PDDocumentInformation about = new PDDocumentInformation();
        about.setTitle(figure.title());
        about.setSubject(figure.caption());
        about.setCreator("Eigendrift");
        document.setDocumentInformation(about);
        // Else the time would be part of the file.
        document.setDocumentId(0L);
    }
}
