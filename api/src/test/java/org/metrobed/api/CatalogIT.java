package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.catalog.CatalogFeed;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.CatalogVersion;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.TopicTemplate;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.IngestRoute;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topics;
import org.slf4j.LoggerFactory;

/** The catalog on a real topic. */
class CatalogIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OTHER = "testbed:\n  id: other\n  name: Other\n  zone: UTC\n";

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private Topics topics;
    private CatalogPublisher publisher;

    @BeforeEach
    void begin() {
        topics = new Topics(KAFKA.newPrefix());
        publisher = new CatalogPublisher(KAFKA.bootstrapServers(), topics);
    }

    @Test
    void sameContentIsPublishedOnce() throws Exception {
        CatalogPublisher.Publication first = publisher.publish(ApiFixture.bundles());
        CatalogPublisher.Publication again = publisher.publish(ApiFixture.bundles());
        assertThat(first.changed()).isTrue();
        assertThat(first.version().effectiveFrom()).isEqualTo(Instant.MIN);
        assertThat(again.changed()).isFalse();
        assertThat(again.version()).isEqualTo(first.version());
    }

    @Test
    void bundleIsMergedByItsName() throws Exception {
        publisher.publish(ApiFixture.bundles());
        CatalogPublisher.Publication merged = publisher.merge(CatalogFiles.of(Map.of("other/testbed.yaml", OTHER)));
        assertThat(merged.changed()).isTrue();
        assertThat(merged.version().version()).isEqualTo(1);

        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (CatalogFeed feed = CatalogFeed.start(KAFKA.bootstrapServers(), topics, now::get)) {
            Eventually.await("both versions", LIMIT, () -> feed.listVersions().size() == 2);
            assertThat(feed.current().version()).isZero();
            now.set(merged.version().effectiveFrom());
            assertThat(feed.current().version()).isEqualTo(1);
            assertThat(feed.current().testbeds()).extracting(bed -> bed.id()).containsExactly("city", "other");
            assertThat(feed.findAt(Instant.EPOCH).orElseThrow().version()).isZero();
            assertThat(feed.findAt(now.get()).orElseThrow().version()).isEqualTo(1);
        }
    }

    @Test
    void versionThatNobodyCanUseDoesNotStopTheNextPublication() throws Exception {
        publisher.publish(ApiFixture.bundles());
        send(CatalogRecord.Version.of(0, Map.of("bad/testbed.yaml", "no: catalog")));
        CatalogPublisher.Publication merged = publisher.merge(CatalogFiles.of(Map.of("other/testbed.yaml", OTHER)));

        assertThat(merged.changed()).isTrue();
        assertThat(newest().files())
                .containsAllEntriesOf(ApiFixture.bundles().texts())
                .containsKey("other/testbed.yaml")
                .doesNotContainKey("bad/testbed.yaml");
    }

    @Test
    void heartbeatOfIngestIsHeard() throws Exception {
        publisher.publish(ApiFixture.bundles());
        try (CatalogFeed feed = CatalogFeed.start(KAFKA.bootstrapServers(), topics, InstantSource.system())) {
            Eventually.await("the catalog", LIMIT, () -> !feed.listVersions().isEmpty());
            assertThat(feed.findHeartbeat()).isEmpty();
            Heartbeat heartbeat = new Heartbeat("ingest-1", 1_000, 500);
            RawProducer.send(
                    KAFKA.bootstrapServers(),
                    new ProducerRecord<>(
                            topics.catalog().name(),
                            RawHeaders.text(Heartbeat.KEY),
                            topics.catalog().codec().encode(heartbeat)));
            Eventually.await("the heartbeat", LIMIT, () -> feed.findHeartbeat().isPresent());
            assertThat(feed.findHeartbeat().orElseThrow().heartbeat()).isEqualTo(heartbeat);
            assertThat(feed.findHeartbeat().orElseThrow().heardAt())
                    .isCloseTo(InstantSource.system().instant(), within(1, ChronoUnit.MINUTES));
        }
    }

    @Test
    void laterVersionComesIntoForceAfterTheLead() throws Exception {
        publisher.publish(ApiFixture.bundles());
        Instant before = InstantSource.system().instant();
        CatalogVersion second = publisher
                .publish(CatalogFiles.of(Map.of("other/testbed.yaml", OTHER)))
                .version();
        assertThat(second.effectiveFrom())
                .isBetween(before.plus(CatalogVersion.LEAD).minusSeconds(5), before.plus(LIMIT));
    }

    @Test
    void whatDoesNotCompileIsNeverPublished() throws Exception {
        publisher.publish(ApiFixture.bundles());
        Map<String, String> broken = new TreeMap<>(ApiFixture.bundles().texts());
        broken.replaceAll((name, text) -> text.replace("zone: Europe/Vienna", "zone: Nowhere/Atall"));
        assertThatThrownBy(() -> publisher.publish(CatalogFiles.of(broken))).isInstanceOf(CatalogException.class);
        assertThat(publisher.publish(ApiFixture.bundles()).changed()).isFalse();
    }

    @Test
    void unitOfPublishedDatastreamStaysUntilItIsTakenBack() throws Exception {
        publisher.publish(ApiFixture.bundles());
        CatalogFiles milligrams = changed("unit: ug/m3", "unit: mg/m3");

        for (ThrowingCallable publication : List.<ThrowingCallable>of(
                () -> publisher.check(milligrams),
                () -> publisher.merge(milligrams),
                () -> publisher.publish(milligrams))) {
            assertThatThrownBy(publication)
                    .isInstanceOf(CatalogException.class)
                    .hasMessageContaining("changes the unit of city/park/pm25 from ug/m3 to mg/m3");
        }
        assertThat(publisher.findNewest().orElseThrow().version()).isZero();
    }

    @Test
    void datastreamThatWasTakenOutComesBackInItsUnitAlone() throws Exception {
        publisher.publish(ApiFixture.bundles());
        publisher.publish(changed("properties: { strain: }", "properties: { pm25: }"));

        assertThatThrownBy(() -> publisher.publish(changed("unit: um/m", "unit: mm/m")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("changes the unit of city/bridge/strain from um/m to mm/m");
        assertThat(publisher.publish(ApiFixture.bundles()).changed()).isTrue();
    }

    @Test
    void datastreamComesBackInItsUnitAloneHoweverManyVersionsAgoItWasTakenOut() throws Exception {
        publisher.publish(ApiFixture.bundles());
        for (int i = 0; i < 10; i++) {
            Map<String, String> texts = new TreeMap<>(
                    changed("properties: { strain: }", "properties: { pm25: }").texts());
            String version = "# version " + i + "\n";
            texts.replaceAll((path, text) -> version + text);
            assertThat(publisher.publish(CatalogFiles.of(texts)).changed()).isTrue();
        }

        assertThatThrownBy(() -> publisher.publish(changed("unit: um/m", "unit: mm/m")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("changes the unit of city/bridge/strain from um/m to mm/m");
    }

    private static CatalogFiles changed(String text, String replacement) {
        Map<String, String> texts = new TreeMap<>(ApiFixture.bundles().texts());
        texts.replaceAll((path, before) -> before.replace(text, replacement));
        return CatalogFiles.of(texts);
    }

    @Test
    void bindingsOfAVersionAreRoutesForIngest() throws Exception {
        publisher.publish(CatalogFiles.of(Map.of("other/all.yaml", OTHER + binding("key: '{testbed}/{group}'"))));

        assertThat(newest().routes())
                .containsExactly(new IngestRoute(TopicTemplate.parse("x/other/{group}/up"), "other/{group}", false));
    }

    @Test
    void versionWithoutRoutesIsPublishedAgainOnce() throws Exception {
        CatalogFiles files = CatalogFiles.of(Map.of("other/all.yaml", OTHER + binding("shared: true")));
        publisher.publish(files);
        send(CatalogRecord.Version.of(0, files.texts()));

        assertThat(publisher.merge(files).changed()).isTrue();
        assertThat(newest().routes())
                .singleElement()
                .satisfies(route -> assertThat(route.shared()).isTrue());
        assertThat(publisher.merge(files).changed()).isFalse();
    }

    @Test
    void deprecatedKeyIsPublishedWithAWarningInTheLog() throws Exception {
        String text = OTHER + "properties:\n  level:\n    { name: Level, unit: m, statistic: instant, interval: PT1M,"
                + " grace: PT5M }\n";
        Logger logger = (Logger) LoggerFactory.getLogger(CatalogPublisher.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(publisher
                            .merge(CatalogFiles.of(Map.of("other/all.yaml", text)))
                            .changed())
                    .isTrue();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("other/all.yaml:7:65: 'grace' is deprecated; write 'idle-timeout'");
        assertThat(newest().files()).containsEntry("other/all.yaml", text);
    }

    @Test
    void otherIntervalOrPlaceOfWhatIsPublishedIsWarnedOf() throws Exception {
        String text = OTHER + "properties: { level: { name: Level, unit: m, statistic: instant, interval: PT1M } }\n"
                + "thing-types: { gauge: { family: infrastructure, properties: { level: } } }\n"
                + "things: { pier: { name: Pier, type: gauge, location: { lat: 1, lon: 2 } } }\n";
        CatalogFiles changed = CatalogFiles.of(
                Map.of("other/all.yaml", text.replace("PT1M", "PT5M").replace("lat: 1", "lat: 3")));
        publisher.merge(CatalogFiles.of(Map.of("other/all.yaml", text)));

        assertThat(publisher.check(changed))
                .extracting(YamlProblem::message)
                .satisfiesExactly(
                        interval -> assertThat(interval)
                                .startsWith(
                                        "properties.level changes the interval of other/pier/level from PT1M to PT5M:"),
                        place -> assertThat(place)
                                .startsWith(
                                        "things.pier changes the location of other/pier from 1.0, 2.0 to 3.0, 2.0:"));
        assertThat(publisher.merge(changed).changed()).isTrue();
        assertThat(publisher.check(changed)).isEmpty();
    }

    @Test
    void changesOfBindingsAreTold() throws Exception {
        publisher.publish(CatalogFiles.of(Map.of("other/all.yaml", OTHER + binding("others: same-name"))));

        CatalogPublisher.Publication second =
                publisher.merge(CatalogFiles.of(Map.of("other/all.yaml", OTHER + binding("others: ignore"))));

        assertThat(second.bindingChanges())
                .map(Object::toString)
                .containsExactly("other/b others: 'same-name' -> 'ignore'");
    }

    @Test
    void bindingThatItsDecoderRefusesIsNotPublishedButStaysWhereItWas() throws Exception {
        CatalogFiles stricter = CatalogFiles.of(Map.of("other/all.yaml", OTHER + binding("options: { gone: 1 }")));
        assertThatThrownBy(() -> publisher.publish(stricter))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("other/all.yaml:9:16: bindings.b.options.gone is no option of native-json");
        publisher.publish(ApiFixture.bundles());
        send(CatalogRecord.Version.of(0, stricter.texts()));

        assertThat(publisher.merge(ApiFixture.bundles()).changed()).isTrue();
        assertThat(newest().files()).containsKey("other/all.yaml");
    }

    private static String binding(String line) {
        return "bindings:\n  b:\n    topic: x/{testbed}/{group}/up\n    decoder: native-json\n    " + line + "\n";
    }

    private void send(CatalogRecord.Version version) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = version.key().getBytes(StandardCharsets.UTF_8);
            byte[] value = topics.catalog().codec().encode(version);
            producer.send(new ProducerRecord<>(topics.catalog().name(), 0, key, value))
                    .get();
        }
    }

    private CatalogRecord.Version newest() {
        Map<String, Object> settings = Map.of("bootstrap.servers", KAFKA.bootstrapServers());
        TopicPartition partition = new TopicPartition(topics.catalog().name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            consumer.seek(partition, end - 1);
            AtomicReference<CatalogRecord> found = new AtomicReference<>();
            Eventually.await("the newest version", LIMIT, () -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> found.set(topics.catalog().codec().decode(record.value())));
                return found.get() != null;
            });
            return (CatalogRecord.Version) found.get();
        }
    }
}
