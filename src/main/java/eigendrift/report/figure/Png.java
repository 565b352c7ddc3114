package eigendrift.report.figure;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The SVG of a figure as a bitmap; needs no display. */
public final class Png {
    /** Pixels per SVG unit: 440 units become 1320 pixels, 300 dots per inch at 11 cm. */
    private static final int SCALE = 3;

    static {
        // Headless, so that a wrong DISPLAY does not matter; a setting of the user stays.
        System.getProperties().putIfAbsent("java.awt.headless", "true");
    }

    private Png() {}

    /** Draws {@link Svg#document(Figure)} into a PNG. */
    public static void write(Figure figure, OutputStream out) throws IOException {
        byte[] svg = Svg.document(figure).getBytes(StandardCharsets.UTF_8);
        SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the figure's SVG cannot be read back: figure = " + figure.id());
        }
        FloatSize size = document.size();
        int width = Math.round(size.width * SCALE);
        int height = Math.round(size.height * SCALE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            document.render((java.awt.Component) null, graphics, new ViewBox(width, height));
        } finally {
            graphics.dispose();
        }
        // In memory, because ImageIO's cache is a file in the temporary folder, which may not exist.
        boolean written;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream cache = new MemoryCacheImageOutputStream(png)) {
            written = ImageIO.write(image, "png", cache);
        }
        png.writeTo(out);
        if (!written) {
            throw new IOException("This Java cannot write PNG.\nMaybe its module java.desktop is incomplete.");
        }
    }
}
