package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.model.AlertEvent;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.topics.Topic;

/** A morning of an operator in a real browser: an alert comes, is looked at, is handled, is undone and ends; and the server restarts meanwhile. */
@Tag("browser")
class OperatorMorningIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final String CARD =
            "document.querySelector('#inbox .al h2')?.textContent === 'PM2.5 at The Station'";

    @TempDir
    Path profile;

    private ApiFixture api;
    private Chromium browser;

    @BeforeEach
    void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        browser = Chromium.start(profile);
        browser.open(api.uri("/") + "#token=" + ApiFixture.TOKEN);
        browser.awaitTrue("document.getElementById('needs').textContent !== 'Alerts'");
        browser.evaluate("localStorage.setItem('metrobed.operator', 'ada');location.reload();0");
        browser.awaitTrue("document.getElementById('operator').textContent === 'ada'"
                + " && document.querySelectorAll('#map .mark').length === 3"
                + " && document.getElementById('live').dataset.state !== 'waiting'");
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        api.close();
    }

    @Test
    void alertComesIsHandledIsUndoneAndEnds() throws Exception {
        long raised = System.nanoTime();
        publish(Seeds.event("morning", 0, AlertEvent.Kind.OPENED, 8, 9));
        browser.awaitTrue(CARD);
        assertThat(Duration.ofNanos(System.nanoTime() - raised)).isLessThan(Duration.ofSeconds(5));

        browser.open(api.uri("/alert/morning").toString()); // the link of a mail
        browser.awaitTrue("document.querySelector('#alert h1')?.textContent.includes('above the limit of 50')");
        browser.awaitTrue("document.querySelector('#alert-chart .c-sus[data-value=\"15\"]') !== null");

        send("acknowledge", "seen");
        browser.awaitTrue("document.querySelector('#alert [data-act=unacknowledge]') !== null");
        send("comment", "a lorry at the kerb");
        browser.awaitTrue("document.querySelector('#alert .tl').textContent.includes('a lorry at the kerb')");
        send("silence", "works until noon");
        browser.awaitTrue("document.querySelector('#alert [data-act=end]') !== null");
        send("end", "works are over");
        browser.awaitTrue("document.querySelector('#alert [data-act=silence]') !== null");
        send("unacknowledge", "not mine");
        browser.awaitTrue("document.querySelector('#alert [data-act=acknowledge]') !== null");

        publish(Seeds.event("morning", 1, AlertEvent.Kind.RESOLVED, 8, 15));
        browser.awaitTrue("document.querySelector('#alert h1').textContent.includes(' was ')");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void pageThatStaysOpenGoesOnAfterARestartOfTheServer() throws Exception {
        api.restartOnItsPort();
        browser.awaitTrue("document.getElementById('live').dataset.state !== 'stale'");
        publish(Seeds.event("after", 0, AlertEvent.Kind.OPENED, 8, 9));
        browser.awaitTrue(CARD);
    }

    /** Opens the form of an action, gives a reason and sends it. */
    private void send(String action, String reason) {
        browser.awaitTrue("document.querySelector('#alert [data-act=" + action + "]') !== null");
        browser.evaluate("document.querySelector('#alert [data-act=" + action + "]').click();0");
        browser.awaitTrue("document.querySelector('#action-dialog').open");
        browser.evaluate("document.querySelector('#action-dialog [name=reason]').value = '" + reason
                + "'; document.querySelector('#action-dialog form').requestSubmit();0");
        browser.awaitTrue("!document.querySelector('#action-dialog').open");
    }

    /** Stores an event and sends it to the topic, as the pipeline does. */
    private void publish(AlertEvent event) throws Exception {
        api.append(RowWriters.alertEvents(), List.of(event));
        Topic<AlertEvent> topic = api.config().topics().alerts();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic.name(),
                            topic.key().apply(event),
                            topic.codec().encode(event)))
                    .get();
        }
    }
}
