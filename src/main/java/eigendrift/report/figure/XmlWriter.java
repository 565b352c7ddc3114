package eigendrift.report.figure;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes elements in order into a string; text and attributes are escaped on the way. The result is well-formed XML,
 * and HTML where the elements are HTML's.
 */
public final class XmlWriter {
    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    public XmlWriter() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws XMLStreamException;
    }

    private XmlWriter write(Write write) {
        try {
            write.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
    }

    public XmlWriter doctype(String name) {
        return write(() -> xml.writeDTD("<!DOCTYPE " + name + ">\n"));
    }

    /** Opens an element. {@code attributes}: name, value, name, value, …; a double is written to two decimals. */
    public XmlWriter open(String element, Object... attributes) {
        return write(() -> {
            xml.writeStartElement(element);
            attributes(attributes);
        });
    }

    /** Adds an attribute to the element that has just been opened. */
    public XmlWriter attribute(String name, String value) {
        return write(() -> attributes(name, value));
    }

    public XmlWriter close() {
        return write(xml::writeEndElement);
    }

    /** An element without content, such as {@code <path/>}. */
    public XmlWriter empty(String element, Object... attributes) {
        return write(() -> {
            xml.writeEmptyElement(element);
            attributes(attributes);
        });
    }

    public XmlWriter text(String text) {
        return write(() -> xml.writeCharacters(printable(text)));
    }

    /** An element that holds only text. */
    public XmlWriter element(String element, String text, Object... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** Adds what another one has written. */
    public XmlWriter add(String markup) {
        finishTag();
        out.write(markup);
        return this;
    }

    @Override
    public String toString() {
        finishTag();
        return out.toString();
    }

    /** The writer holds the end of a tag back until it knows what follows. */
    private void finishTag() {
        write(() -> {
            xml.writeCharacters("");
            xml.flush();
        });
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            xml.writeAttribute(
                    (String) attributes[i], value instanceof Double d ? number(d) : printable(value.toString()));
        }
    }

    /** To two decimals, without trailing zeros. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        return hundredths % 10 == 0 ? Double.toString(hundredths / 10 / 10.0) : Double.toString(hundredths / 100.0);
    }

    /** Replaces what XML 1.0 has no form for, however escaped: control characters and lone surrogates. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c >= ' ' && c < 0xd800 || c >= 0xe000 && c != 0xfffe && c != 0xffff
                        ? c
                        : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
