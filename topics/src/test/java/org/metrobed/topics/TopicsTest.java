package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void allTopicsCarryThePrefixAndCatalogHasOnePartition() {
        Topics topics = new Topics("lane7.", 6);

        assertThat(topics.listAll())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "lane7.raw",
                        "lane7.observations",
                        "lane7.windows",
                        "lane7.alerts",
                        "lane7.deadletters",
                        "lane7.commands",
                        "lane7.unbound",
                        "lane7.catalog");
        assertThat(topics.raw().partitions()).isEqualTo(6);
        assertThat(topics.catalog().partitions()).isEqualTo(1);
        assertThat(new Topics("").raw().partitions()).isEqualTo(4);
    }

    @Test
    void onlyTheRawTopicHasManyPartitions() {
        assertThat(new Topics("", 64).listAll())
                .extracting(TopicSpec::partitions)
                .containsExactly(64, 4, 4, 4, 4, 4, 1, 1);
        assertThat(new Topics("", 2).listAll())
                .extracting(TopicSpec::partitions)
                .containsExactly(2, 2, 2, 2, 2, 2, 1, 1);
    }

    @Test
    void rawIsKeptForEverAndTakesTheLargestPayload() {
        assertThat(new Topics("").raw().config())
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("message.timestamp.type", "CreateTime")
                .hasEntrySatisfying(
                        "max.message.bytes",
                        size -> assertThat(Integer.parseInt(size)).isGreaterThan(1 << 20));
    }

    @Test
    void catalogIsCompactedAndStampedByTheBroker() {
        assertThat(new Topics("").catalog().config())
                .containsEntry("cleanup.policy", "compact")
                .containsEntry("message.timestamp.type", "LogAppendTime");
    }

    @Test
    void unboundTopicsAreKeptForADayAndKeyedByInstanceAndPattern() {
        Topic<UnboundTopic> unbound = new Topics("lane7.").unbound();

        assertThat(unbound.config())
                .containsEntry("retention.ms", "86400000")
                .containsEntry("retention.bytes", "67108864");
        assertThat(unbound.key().apply(SampleRecords.UNBOUND)).isEqualTo("metrobed-ingest/1 roof/+/up");
    }

    @Test
    void commandsAreKeptForADayAndKeyedByTheirId() {
        Topic<Outgoing> commands = new Topics("lane7.").commands();

        assertThat(commands.name()).isEqualTo("lane7.commands");
        assertThat(commands.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "86400000")
                .containsEntry("message.timestamp.type", "LogAppendTime");
        assertThat(commands.key().apply(SampleRecords.COMMAND)).isEqualTo("rebirth/3-1234567");
    }

    @Test
    void recordsOfADatastreamShareAKey() {
        Topics topics = new Topics("");

        assertThat(topics.observations().key().apply(SampleRecords.OBSERVATION))
                .isEqualTo(topics.windows().key().apply(SampleRecords.WINDOW))
                .isEqualTo(topics.alerts().key().apply(SampleRecords.ALERT))
                .isEqualTo("toyville/pole-7/pm25");
        assertThat(topics.deadLetters().key().apply(SampleRecords.DEAD_LETTER)).isEqualTo("0-99--1");
    }

    @Test
    void goingBackToAnEarlierContentIsAnotherKey() {
        Map<String, String> files = Map.of("a", "1");
        CatalogRecord.Version first = CatalogRecord.Version.of(CatalogRecord.Version.NONE, files);
        CatalogRecord.Version again = CatalogRecord.Version.of(5, files);

        assertThat(first.contentHash()).hasSize(64).isEqualTo(again.contentHash());
        assertThat(first.key())
                .isEqualTo("v/" + first.contentHash().substring(0, 16) + "/-1")
                .isNotEqualTo(again.key());
        assertThat(SampleRecords.HEARTBEAT.key()).isEqualTo("heartbeat");
    }

    @Test
    void twoPublicationsOfTheSameContentAreTwoKeysSoThatCompactionKeepsTheFirst() {
        CatalogRecord.Version version = CatalogRecord.Version.of(5, Map.of("a", "1"));

        assertThat(version.conditional("p").key()).isEqualTo(version.key() + "/p");
        assertThat(version.conditional("p").contentHash()).isEqualTo(version.contentHash());
    }

    @Test
    void contentHashTellsNamesAndTextsApart() {
        assertThat(hash(Map.of("a", "1", "b", "2")))
                .isEqualTo(hash(Map.of("b", "2", "a", "1")))
                .isNotEqualTo(hash(Map.of("a", "2", "b", "1")))
                .isNotEqualTo(hash(Map.of("a", "1b2")));
    }

    @Test
    void prefixThatKafkaWouldRefuseIsRefused() {
        assertThatThrownBy(() -> new Topics("metro bed."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix 'metro bed.'");
        assertThatThrownBy(() -> new Topics("", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void routesAreNoPartOfTheContentHash() {
        assertThat(SampleRecords.VERSION_WITH_ROUTES.contentHash()).isEqualTo(SampleRecords.VERSION.contentHash());
        assertThat(SampleRecords.VERSION_WITH_ROUTES.key()).isEqualTo(SampleRecords.VERSION.key());
        assertThat(SampleRecords.VERSION_WITH_ROUTES).isNotEqualTo(SampleRecords.VERSION);
    }

    private static String hash(Map<String, String> files) {
        return CatalogRecord.Version.of(0, files).contentHash();
    }
}
