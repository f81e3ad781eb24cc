package org.metrobed.api.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Times;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@link SvgPicture} draws a {@link Picture} of {@link PictureSeries} with {@link SvgText}. */
class SvgPictureTest {

    private static final long HOUR = 3_600_000_000L;

    @Test
    void missingWindowsBreakTheLineAndAreNotDrawn() {
        PictureSeries.Lines lines = new PictureSeries.Lines(false);
        lines.add(0, 10, 1);
        lines.add(10, 20, 2);
        lines.add(30, 40, 4);
        assertThat(lines.runs()).hasSize(2);
        assertThat(lines.runs().get(0)).containsExactly(new PictureSeries.Point(5, 1), new PictureSeries.Point(15, 2));
    }

    @Test
    void directionThatPassesNorthDoesNotCrossThePicture() {
        PictureSeries.Lines lines = new PictureSeries.Lines(true);
        lines.add(0, 10, 355);
        lines.add(10, 20, 3);
        assertThat(lines.runs()).hasSize(2);
    }

    @Test
    void seriesOfTwoUnitsHaveTwoAxesAndEachLineItsColourAndDashes() throws Exception {
        Document svg = read(SvgPicture.draw(picture(
                series("PM2.5, Station", "ug/m3", 10, 20),
                series("PM2.5, Park", "ug/m3", 11, 12),
                series("Air", "Cel", -3, 4))));
        assertThat(texts(svg)).contains("µg/m³", "°C", "PM2.5, Station", "Air", "12:00");
        assertThat(attributes(svg, "path", "stroke")).contains("#0A5C57", "#A84E08", "#3459BE");
        assertThat(attributes(svg, "path", "stroke-dasharray")).contains("8 3", "2 2");
    }

    @Test
    void namesWithMarkupStayNames() throws Exception {
        Document svg = read(SvgPicture.draw(picture(series("<b>A & \"B\"\u0001</b>", "", 1, 2))));
        assertThat(texts(svg)).contains("<b>A & \"B\"</b>");
    }

    @Test
    void pictureWithoutValuesSaysSo() throws Exception {
        Document svg = read(SvgPicture.draw(picture(new PictureSeries("PM2.5", "ug/m3", List.of()))));
        assertThat(texts(svg)).contains("No data in this range.", "PM2.5");
    }

    @Test
    void pictureHasNoStylesThatAPolicyWouldForbid() {
        assertThat(SvgPicture.draw(picture(series("PM2.5", "ug/m3", 1, 2))))
                .doesNotContain("<style", "style=", "<script");
    }

    private static PictureSeries series(String name, String unit, double first, double second) {
        PictureSeries.Lines lines = new PictureSeries.Lines(false);
        long noon = Times.micros(Times.NOON);
        lines.add(noon, noon + HOUR, first);
        lines.add(noon + HOUR, noon + 2 * HOUR, second);
        return new PictureSeries(name, unit, lines.runs());
    }

    private static Picture picture(PictureSeries... series) {
        return new Picture(
                "Title", "mean", "source", Times.NOON, Times.NOON.plusSeconds(7_200), ZoneOffset.UTC, List.of(series));
    }

    private static Document read(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        NodeList nodes = svg.getElementsByTagName("text");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static List<String> attributes(Document svg, String element, String name) {
        NodeList nodes = svg.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(name))
                .toList();
    }
}
