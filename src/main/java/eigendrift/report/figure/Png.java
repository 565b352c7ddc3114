package eigendrift.report.figure;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The SVG of a figure as a bitmap; needs no display. */
public final class Png {
    private static final double POINTS_PER_INCH = 72;
    private static final double MILLIMETRES_PER_INCH = 25.4;

    static {
        // Headless, so that a wrong DISPLAY does not matter; a setting of the user stays.
        System.getProperties().putIfAbsent("java.awt.headless", "true");
    }

    private Png() {}

    /** Draws {@link Svg#document(Figure, FigureSize)} into a PNG that says how large it is to be printed. */
    public static void write(Figure figure, FigureSize size, OutputStream out) throws IOException {
        byte[] svg = Svg.document(figure, size).getBytes(StandardCharsets.UTF_8);
        SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(svg), null, LoaderContext.createDefault());
        if (document == null) {
            throw new IllegalStateException("the figure's SVG cannot be read back: figure = " + figure.id());
        }
        FloatSize drawn = document.size();
        int width = (int) Math.round(size.points() / POINTS_PER_INCH * size.dotsPerInch());
        int height = Math.round(width * drawn.height / drawn.width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            // Where the height is not a whole number of pixels, the last row is not all the document's.
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            document.render((java.awt.Component) null, graphics, new ViewBox(width, height));
        } finally {
            graphics.dispose();
        }
        write(image, size.dotsPerInch(), out);
    }

    private static void write(BufferedImage image, double dotsPerInch, OutputStream out) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
        if (!writers.hasNext()) {
            throw new IOException("This Java cannot write PNG.\nMaybe its module java.desktop is incomplete.");
        }
        ImageWriter writer = writers.next();
        // In memory, because ImageIO's cache is a file in the temporary folder, which may not exist.
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (ImageOutputStream cache = new MemoryCacheImageOutputStream(png)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(
                    ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
            metadata.mergeTree(IIOMetadataFormatImpl.standardMetadataFormatName, resolution(dotsPerInch));
            writer.setOutput(cache);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
        png.writeTo(out);
    }

    /** Java's writer takes dots per millimetre, whatever the name says. */
    private static IIOMetadataNode resolution(double dotsPerInch) {
        IIOMetadataNode root = new IIOMetadataNode(IIOMetadataFormatImpl.standardMetadataFormatName);
        IIOMetadataNode dimension = new IIOMetadataNode("Dimension");
        for (String direction : new String[] {"HorizontalPixelSize", "VerticalPixelSize"}) {
            IIOMetadataNode node = new IIOMetadataNode(direction);
            node.setAttribute("value", Double.toString(dotsPerInch / MILLIMETRES_PER_INCH));
            dimension.appendChild(node);
        }
        root.appendChild(dimension);
        return root;
    }
}
