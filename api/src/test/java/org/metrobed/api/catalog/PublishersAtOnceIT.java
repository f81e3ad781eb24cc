package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.api.log.Producers;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Topics;

/** Several publications at once on a real topic. */
class PublishersAtOnceIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private Topics topics;

    @BeforeEach
    void begin() {
        topics = new Topics(KAFKA.newPrefix());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void eachIsToldTheTruthAndNoBundleIsLost(int publishers) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(publishers);
        try {
            for (int round = 0; round < 3; round++) {
                CountDownLatch start = new CountDownLatch(publishers);
                List<Future<CatalogPublisher.Publication>> done = new ArrayList<>();
                for (int i = 0; i < publishers; i++) {
                    CatalogFiles bundle = bundle("bed" + round + "x" + i);
                    done.add(threads.submit(() -> {
                        start.countDown();
                        start.await();
                        return publisher().merge(bundle);
                    }));
                }
                List<Long> versions = new ArrayList<>();
                for (Future<CatalogPublisher.Publication> publication : done) {
                    assertThat(publication.get().changed()).isTrue();
                    versions.add(publication.get().version().version());
                }
                assertThat(versions).doesNotHaveDuplicates();
                assertThat(publisher().findNewest().orElseThrow().version())
                        .isEqualTo(versions.stream().max(Long::compare).orElseThrow());
                assertThat(testbeds()).hasSize((round + 1) * publishers);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofTwoPublicationsOfOneBundleAtOnceTheSecondChangesNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch start = new CountDownLatch(2);
            List<Future<CatalogPublisher.Publication>> done = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                done.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return publisher().merge(bundle("port"));
                }));
            }
            CatalogPublisher.Publication one = done.get(0).get();
            CatalogPublisher.Publication other = done.get(1).get();
            assertThat(one.changed()).isNotEqualTo(other.changed());
            assertThat(one.version()).isEqualTo(other.version());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void publisherThatDiesAfterItsWriteLeavesAVersionThatTheNextOneKeeps() throws Exception {
        long first = publisher().merge(bundle("city")).version().version();
        write(CatalogRecord.Version.of(
                        first,
                        BundleMerge.merge(bundle("city").texts(), bundle("port").texts()))
                .conditional("dead"));

        publisher().merge(bundle("lake"));

        assertThat(testbeds()).containsExactly("city", "lake", "port");
    }

    @Test
    void publisherThatWakesUpAfterAnotherAndDiesLeavesNothing() throws Exception {
        long first = publisher().merge(bundle("city")).version().version();
        long second = publisher().merge(bundle("lake")).version().version();
        write(CatalogRecord.Version.of(
                        first,
                        BundleMerge.merge(bundle("city").texts(), bundle("port").texts()))
                .conditional("dead"));

        assertThat(publisher().findNewest().orElseThrow().version()).isEqualTo(second);
        assertThat(testbeds()).containsExactly("city", "lake");
        assertThat(publisher().merge(bundle("port")).changed()).isTrue();
        assertThat(testbeds()).containsExactly("city", "lake", "port");
    }

    @Test
    void versionOfAProgramFromBeforeTheConditionCountsAsBefore() throws Exception {
        write(CatalogRecord.Version.of(
                CatalogRecord.Version.NONE, bundle("city").texts()));
        write(CatalogRecord.Version.of(
                CatalogRecord.Version.NONE, bundle("lake").texts()));

        publisher().merge(bundle("port"));

        assertThat(testbeds()).containsExactly("lake", "port");
    }

    @Test
    void foldersWithoutBundlesOfTheSameFileNameAreTwoBundles() throws Exception {
        write(CatalogRecord.Version.of(CatalogRecord.Version.NONE, Map.of("c.yaml", text("city", "City"))));

        publisher().merge(CatalogFiles.of(Map.of("c.yaml", text("lake", "Lake"))));
        publisher().merge(bundle("port"));
        publisher().merge(CatalogFiles.of(Map.of("c.yaml", text("lake", "Other lake"))));

        assertThat(testbeds()).containsExactly("city", "lake", "port");
    }

    @Test
    void mergeIsTakenBackUnlessSomebodyHasChangedItsBundleSince() throws Exception {
        publisher().merge(bundle("port"));
        CatalogPublisher.Publication first = publisher().merge(bundle("city"));
        assertThat(publisher().withdraw(bundle("city"), first)).isTrue();
        assertThat(testbeds()).containsExactly("port");

        CatalogPublisher.Publication again = publisher().merge(bundle("city"));
        publisher().merge(bundle("lake"));
        publisher().merge(CatalogFiles.of(Map.of("city/testbed.yaml", text("city", "Other"))));
        assertThat(publisher().withdraw(bundle("city"), again)).isFalse();
        assertThat(testbeds()).containsExactly("city", "lake", "port");
    }

    @Test
    void bundleThatDoesNotFitTheOneThatCameFirstIsRefused() throws Exception {
        publisher().merge(bundle("city"));
        assertThatThrownBy(() -> publisher().merge(CatalogFiles.of(Map.of("other/testbed.yaml", text("city", "City")))))
                .isInstanceOf(CatalogException.class);
        assertThat(testbeds()).containsExactly("city");
    }

    private CatalogPublisher publisher() {
        return new CatalogPublisher(KAFKA.bootstrapServers(), topics);
    }

    /** The test-beds of the newest version, as the API reads it. */
    private List<String> testbeds() throws InterruptedException {
        long newest = publisher().findNewest().orElseThrow().version();
        InstantSource future = () -> InstantSource.system().instant().plusSeconds(3_600);
        try (CatalogFeed feed = CatalogFeed.start(KAFKA.bootstrapServers(), topics, future)) {
            Eventually.await("version " + newest, LIMIT, () -> feed.current().version() >= newest);
            assertThat(feed.current().version()).isEqualTo(newest);
            return feed.current().testbeds().stream()
                    .map(bed -> bed.id())
                    .sorted()
                    .toList();
        }
    }

    private static CatalogFiles bundle(String name) {
        return CatalogFiles.of(Map.of(name + "/testbed.yaml", text(name, name)));
    }

    private static String text(String id, String name) {
        return "testbed:\n  id: " + id + "\n  name: " + name + "\n  zone: UTC\n";
    }

    private void write(CatalogRecord.Version version) throws Exception {
        publisher().findNewest(); // creates the topic
        try (Producer<byte[], byte[]> producer = Producers.open(KAFKA.bootstrapServers())) {
            byte[] key = version.key().getBytes(StandardCharsets.UTF_8);
            byte[] value = topics.catalog().codec().encode(version);
            producer.send(new ProducerRecord<>(topics.catalog().name(), 0, key, value))
                    .get();
        }
    }
}
