package org.metrobed.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.Golden;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.xml.sax.SAXException;

class CapXmlTest {

    private static final CapStyle STYLE =
            new CapStyle("alerts@city.example", "Test", "en", "", Duration.ofHours(24), 1_000);
    private static final CapXml XML = new CapXml(STYLE, new PageLinks("https://city.example"));
    private static final Alerts ALERT =
            Alerts.alert("a").of("city/station/pm25", "unhealthy").because(Finding.Origin.ENVIRONMENT);
    private static final Alerts APPROVED = ALERT.handled(true, true);
    private static final Alerts WORSE = APPROVED.severe(Severity.CRITICAL);

    static Stream<AlertMessage> messages() {
        return Stream.of(
                ALERT.message("cap"),
                update(APPROVED, Step.CHANGED, 60, row(ALERT, Step.FIRING, 0)),
                update(WORSE, Step.CHANGED, 90, row(ALERT, Step.FIRING, 0), row(APPROVED, Step.CHANGED, 60)),
                update(
                        WORSE.as(AlertEvent.Kind.RESOLVED),
                        Step.RESOLVED,
                        120,
                        row(ALERT, Step.FIRING, 0),
                        row(APPROVED, Step.CHANGED, 60),
                        row(WORSE, Step.CHANGED, 90)),
                Alerts.alert("q&<\u0001 \"").of("city/a&b<c/gateway", "watch").message("cap"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void warningIsValid(AlertMessage message) throws Exception {
        for (Schema schema : schemas()) {
            assertThatCode(() -> validate(schema, text(message))).doesNotThrowAnyException();
        }
    }

    @Test
    void schemaRefusesWhatTheStandardDoes() throws Exception {
        String valid = text(ALERT.message("cap"));
        Schema schema = schemas().get(0);
        for (String broken : List.of(
                valid.replace("-00:00</sent>", "Z</sent>"),
                valid.replace("<status>Test", "<status>Perhaps"),
                valid.replace("<category>Env</category>", ""),
                valid.replace("<urgency>Expected", "<urgency>Soon"),
                valid.replace("<areaDesc>Market square, Riverbend</areaDesc>", ""))) {
            assertThat(broken).isNotEqualTo(valid);
            assertThatThrownBy(() -> validate(schema, broken)).isInstanceOf(SAXException.class);
        }
    }

    @Test
    void warningsOfAnAlertsLifeAreAsBefore() throws IOException {
        List<AlertMessage> life = messages().toList();
        Golden.check("cap-1-test.xml", lines(life.get(0)));
        Golden.check("cap-2-approved.xml", lines(life.get(1)));
        Golden.check("cap-3-update.xml", lines(life.get(2)));
        Golden.check("cap-4-cancel.xml", lines(life.get(3)));
    }

    @Test
    void onlyWhatAPersonApprovedIsActual() {
        assertThat(text(ALERT.message("cap"))).contains("<status>Test</status>", "<msgType>Alert</msgType>");
        assertThat(text(update(APPROVED, Step.CHANGED, 60, row(ALERT, Step.FIRING, 0))))
                .contains("<status>Actual</status>", "<msgType>Alert</msgType>")
                .doesNotContain("<references>");
    }

    @Test
    void updatesReferToThoseOfTheirOwnStatus() {
        Notification actual = row(APPROVED, Step.CHANGED, 60);
        assertThat(text(update(APPROVED, Step.CHANGED, 90, row(ALERT, Step.FIRING, 0), actual)))
                .contains("<msgType>Update</msgType>")
                .contains("<references>alerts@city.example," + actual.id() + ",2026-05-01T12:01:00-00:00</references>");
    }

    @Test
    void endCancelsWhatWasToldBefore() {
        AlertMessage end = update(ALERT.as(AlertEvent.Kind.RESOLVED), Step.RESOLVED, 60, row(ALERT, Step.FIRING, 0));
        assertThat(text(end))
                .contains("<msgType>Cancel</msgType>", "<urgency>Past</urgency>", "<responseType>AllClear");
    }

    /** xibosignage/xibo#3742: readers show only warnings with a place. A circle is latitude, longitude and kilometres. */
    @Test
    void areaHasACircleAroundTheStation() {
        assertThat(text(ALERT.message("cap")))
                .contains(
                        "<areaDesc>Market square, Riverbend</areaDesc><circle>48.20000,16.40000 1.000</circle></area>");
        assertThat(text(ALERT.of("city/elsewhere/pm25", "unhealthy").message("cap")))
                .as("a place that is not known")
                .contains("<areaDesc>elsewhere, Riverbend</areaDesc></area>");
    }

    @Test
    void categoryOfASettingHoldsForAll() {
        CapStyle style = new CapStyle("x", "Draft", "de", "Safety", Duration.ofHours(1), 1_000);
        String text = new String(
                new CapXml(style, new PageLinks("https://city.example")).write(ALERT.message("cap")),
                StandardCharsets.UTF_8);
        assertThat(text)
                .contains("<category>Safety</category>", "<status>Draft</status>", "<language>de</language>")
                .contains("<expires>2026-05-01T13:00:00-00:00</expires>");
    }

    private static AlertMessage update(Alerts alert, Step step, int second, Notification... earlier) {
        return Alerts.message(row(alert, step, second), alert.group(), List.of(earlier));
    }

    private static Notification row(Alerts alert, Step step, int second) {
        return alert.row("cap", step, second);
    }

    private static String text(AlertMessage message) {
        return new String(XML.write(message), StandardCharsets.UTF_8);
    }

    private static String lines(AlertMessage message) {
        return text(message).replace("><", ">\n<") + "\n";
    }

    /** The committed profile; also the original schema of the standard if a property names its file. */
    private static List<Schema> schemas() throws SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        Schema profile = factory.newSchema(CapXmlTest.class.getResource("/cap-1.2-profile.xsd"));
        String file = System.getProperty("metrobed.test.cap.schema", "");
        return file.isEmpty()
                ? List.of(profile)
                : List.of(profile, factory.newSchema(Path.of(file).toFile()));
    }

    private static void validate(Schema schema, String xml) throws SAXException, IOException {
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
    }
}
