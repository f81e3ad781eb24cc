package org.metrobed.notify.cap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Words;
import org.metrobed.store.notification.Notification;

/** Writes a message as a CAP 1.2 warning. Thread-safe. */
final class CapXml {

    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

    /** CAP writes UTC as {@code -00:00}, never as {@code Z}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'-00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int HEADLINE = 160;
    private static final int MOST_CIRCLES = 100;
    private static final double METRES_A_KILOMETRE = 1_000;

    private final CapStyle style;
    private final PageLinks page;
    private final XMLOutputFactory factory = XMLOutputFactory.newInstance();

    CapXml(CapStyle style, PageLinks page) {
        this.style = style;
        this.page = page;
    }

    /** Writes UTF-8. */
    byte[] write(AlertMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = factory.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("alert");
            xml.writeDefaultNamespace(NAMESPACE);
            writeHead(xml, message);
            xml.writeStartElement("info");
            writeInfo(xml, message);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a warning cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private void writeHead(XMLStreamWriter xml, AlertMessage message) throws XMLStreamException {
        List<Notification> before = message.earlier().stream()
                .filter(one -> one.approved() == message.what().approved())
                .toList();
        element(xml, "identifier", message.id());
        element(xml, "sender", style.sender());
        element(xml, "sent", TIME.format(message.made()));
        element(xml, "status", message.what().approved() ? "Actual" : style.status());
        element(xml, "msgType", type(message, before));
        element(xml, "scope", "Public");
        if (message.what().approved()) {
            element(xml, "note", "approved by a person");
        }
        if (!before.isEmpty()) {
            String references = before.stream().map(this::reference).collect(Collectors.joining(" "));
            element(xml, "references", references);
        }
    }

    /** Only a message with the same status is updated: a reader that ignores drafts has never seen a draft. */
    private static String type(AlertMessage message, List<Notification> before) {
        if (before.isEmpty()) {
            return "Alert";
        }
        return message.isEnd() ? "Cancel" : "Update";
    }

    private String reference(Notification earlier) {
        return style.sender() + "," + earlier.id() + "," + TIME.format(Instant.ofEpochMilli(earlier.madeMillis()));
    }

    private void writeInfo(XMLStreamWriter xml, AlertMessage message) throws XMLStreamException {
        AlertEvent lead = PublicAlerts.described(message.group(), message.names());
        Severity severity = lead.severity();
        boolean over = message.isEnd();
        Instant onset = Words.time(lead.onsetMicros());
        element(xml, "language", style.language());
        element(xml, "category", style.category().isEmpty() ? CapWords.category(lead) : style.category());
        element(xml, "event", Words.title(lead));
        element(xml, "responseType", CapWords.response(lead.finding(), over));
        element(xml, "urgency", CapWords.urgency(severity, over));
        element(xml, "severity", CapWords.severity(lead, severity));
        element(xml, "certainty", CapWords.certainty(lead.finding()));
        element(xml, "effective", TIME.format(message.made()));
        element(xml, "onset", TIME.format(onset));
        element(xml, "expires", TIME.format(message.made().plus(style.valid())));
        element(xml, "headline", head((over ? "Over: " : "") + Words.summary(lead, message.names())));
        element(xml, "description", lead.message());
        element(xml, "web", page.alert(message.group().id()));
        writeParameters(xml, message, lead);
        writeArea(xml, message, lead.datastream());
    }

    private static void writeParameters(XMLStreamWriter xml, AlertMessage message, AlertEvent lead)
            throws XMLStreamException {
        parameter(xml, "datastream", lead.datastream());
        parameter(xml, "observed", Words.observed(lead, message.names()));
        parameter(xml, "expected", Words.expected(lead, message.names()));
        parameter(xml, "origin", lead.finding().origin().word());
        parameter(xml, "alerts", Integer.toString(message.group().open().size()));
    }

    private void writeArea(XMLStreamWriter xml, AlertMessage message, String datastream) throws XMLStreamException {
        NamesInCatalog names = message.names();
        xml.writeStartElement("area");
        element(xml, "areaDesc", names.thing(datastream) + ", " + names.testbed(datastream));
        List<String> circles = Stream.concat(
                        Stream.of(datastream),
                        PublicAlerts.listOpen(message.group(), names).stream().map(AlertEvent::datastream))
                .map(names::site)
                .filter(Site::known)
                .map(this::circle)
                .distinct()
                .limit(MOST_CIRCLES)
                .toList();
        for (String circle : circles) {
            element(xml, "circle", circle);
        }
        xml.writeEndElement();
    }

    /** Latitude and longitude in degrees, and the radius in kilometres. */
    private String circle(Site site) {
        return String.format(
                Locale.ROOT,
                "%.5f,%.5f %.3f",
                site.latitudeDegrees(),
                site.longitudeDegrees(),
                style.radiusMetres() / METRES_A_KILOMETRE);
    }

    private static void parameter(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeStartElement("parameter");
            element(xml, "valueName", name);
            element(xml, "value", value);
            xml.writeEndElement();
        }
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    /** Removes characters that XML 1.0 cannot contain. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().filter(CapXml::isAllowed).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isAllowed(int point) {
        boolean isSpace = point == '\t' || point == '\n' || point == '\r';
        boolean isText = point >= 0x20 && !(point >= 0xD800 && point <= 0xDFFF) && point != 0xFFFE && point != 0xFFFF;
        return isSpace || isText;
    }

    private static String head(String text) {
        return text.length() <= HEADLINE ? text : text.substring(0, HEADLINE - 1) + "…";
    }
}
