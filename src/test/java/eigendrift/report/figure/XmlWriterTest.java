package eigendrift.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.report.Xml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class XmlWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "<a href='x'>&amp;\"</a>", "]]>", "--><!--", "λ₁ 😀", " two\n lines "})
    void textAndAttributesReadBackAsTheyWere(String text) {
        Element root = Xml.parse(
                        new XmlWriter().element("p", text, "title", text).toString())
                .getDocumentElement();
        assertThat(root.getTextContent()).isEqualTo(text);
        assertThat(root.getAttribute("title")).isEqualTo(text.replace('\n', ' '));
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        String text = "a\u0000b\u001fc\ud800d\uffffe";
        assertThat(Xml.parse(new XmlWriter().element("p", text).toString())
                        .getDocumentElement()
                        .getTextContent())
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
    }

    @Test
    void elementsNest() {
        String inner = new XmlWriter().empty("br").toString();
        assertThat(new XmlWriter()
                        .open("p", "x", 1.5)
                        .add(inner)
                        .text("t")
                        .element("b", "")
                        .close())
                .hasToString("<p x=\"1.5\"><br/>t<b></b></p>");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.005, 1", "1.5, 1.5", "-0.001, 0", "-2.25, -2.25", "123456.789, 123456.79", "0.07, 0.07"})
    void coordinatesHaveTwoDecimals(double value, String text) {
        assertThat(XmlWriter.number(value)).isEqualTo(text);
    }
}
