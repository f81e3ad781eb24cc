package org.metrobed.ingest.unbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.model.TopicFilter;
import org.metrobed.topics.UnboundTopic;

class UnboundTopicsTest {

    private static final long NOON = 1_777_636_800_000L;

    private final UnboundTopics topics = new UnboundTopics("ingest/1");

    @Test
    void topicIsOnePatternWithItsCountTimesSizesAndNewestMessages() {
        for (int i = 0; i < 7; i++) {
            hear("weather/roof", "{\"t\":" + i + "}", NOON + i);
        }

        UnboundTopic heard = reported().get(0);

        assertThat(heard.pattern()).isEqualTo("weather/roof");
        assertThat(heard.messages()).isEqualTo(7);
        assertThat(heard.held()).isEqualTo(7);
        assertThat(heard.firstMillis()).isEqualTo(NOON);
        assertThat(heard.lastMillis()).isEqualTo(NOON + 6);
        assertThat(heard.bytes()).isEqualTo(49);
        assertThat(heard.largestBytes()).isEqualTo(7);
        assertThat(heard.samples())
                .extracting(sample -> sample.payload().toStringUtf8())
                .containsExactly("{\"t\":2}", "{\"t\":3}", "{\"t\":4}", "{\"t\":5}", "{\"t\":6}");
    }

    @Test
    void manyNamesOfOneLevelBecomeOnePatternThatHasEveryMessage() {
        for (int device = 0; device <= PatternTree.MOST_NAMES; device++) {
            hear("v3/app/devices/d" + device + "/up", "1", NOON + device);
            hear("v3/app/devices/d" + device + "/join", "1", NOON + device);
        }

        assertThat(reported())
                .extracting(UnboundTopic::pattern, UnboundTopic::messages)
                .containsExactlyInAnyOrder(
                        tuple("v3/app/devices/+/up", PatternTree.MOST_NAMES + 1L),
                        tuple("v3/app/devices/+/join", PatternTree.MOST_NAMES + 1L));
    }

    @Test
    void patternThatWasReportedAndIsPartOfAnotherNowIsReportedAsGone() {
        hear("a/d0", "1", NOON);
        reported();
        for (int device = 1; device <= PatternTree.MOST_NAMES; device++) {
            hear("a/d" + device, "1", NOON);
        }

        UnboundTopics.Report report = topics.report();

        assertThat(report.changed()).extracting(UnboundTopic::pattern).containsExactly("a/+");
        assertThat(report.gone()).containsExactly("ingest/1 a/d0");
    }

    @Test
    void everyMessageOfRandomTopicsIsCountedOnceInAPatternThatFitsItsTopicAndMemoryIsBounded() {
        Random random = new Random(5);
        int sent = 50_000;
        List<String> sample = new ArrayList<>();
        for (int i = 0; i < sent; i++) {
            String topic = random.ints(1 + random.nextInt(6), 0, 1 << 20)
                    .mapToObj(Integer::toHexString)
                    .collect(Collectors.joining("/"));
            if (i % 500 == 0) {
                sample.add(topic);
            }
            hear(topic, "x".repeat(random.nextInt(4_000)), NOON + i);
        }

        List<UnboundTopic> all = all();

        assertThat(all.stream().mapToLong(UnboundTopic::messages).sum()).isEqualTo(sent);
        assertThat(topics.heldBytes()).isLessThanOrEqualTo(UnboundTopics.MOST_HELD_BYTES);
        assertThat(topics.patterns()).isLessThanOrEqualTo(PatternTree.MOST_PATTERNS);
        assertThat(sample)
                .allSatisfy(topic -> assertThat(all)
                        .anySatisfy(
                                one -> assertThat(TopicFilter.of(one.pattern()).covers(TopicFilter.of(topic)))
                                        .isTrue()));
    }

    @Test
    void topicsBeyondTheMostPatternsAreCountedTogether() {
        for (int first = 0; first < 60; first++) {
            for (int second = 0; second < 15; second++) {
                for (int third = 0; third < 2; third++) {
                    hear("s" + first + "/d" + second + "/p" + third, "1", NOON);
                }
            }
        }

        List<UnboundTopic> all = all();

        assertThat(topics.patterns()).isEqualTo(PatternTree.MOST_PATTERNS);
        assertThat(all)
                .filteredOn(one -> one.pattern().equals("#"))
                .singleElement()
                .satisfies(rest -> assertThat(rest.messages()).isEqualTo(800));
    }

    @Test
    void messageThatTheBrokerKeepsOrThatIsStoredOrTooLargeIsShownButNotHeldForTheRawLog() {
        topics.hear(new Incoming("a", bytes("1"), 0, false, null, 0, true), NOON * 1_000, false);
        topics.hear(new Incoming("b", bytes("1"), 0, false, null, 0, false), NOON * 1_000, true);
        topics.hear(
                new Incoming("c", new byte[HeldMessage.MOST_BYTES + 1], 0, false, "text/plain", 0, false),
                NOON * 1_000,
                false);

        assertThat(topics.listFitting(topic -> true)).isEmpty();
        List<UnboundTopic> all = all();
        assertThat(all).hasSize(3).allSatisfy(one -> assertThat(one.held()).isZero());
        assertThat(all)
                .filteredOn(one -> one.pattern().equals("c"))
                .singleElement()
                .satisfies(large -> {
                    UnboundTopic.Sample sample = large.samples().get(0);
                    assertThat(sample.isWhole()).isFalse();
                    assertThat(sample.length()).isEqualTo(HeldMessage.MOST_BYTES + 1);
                    assertThat(sample.payload().size()).isEqualTo(UnboundTopic.MOST_SAMPLE_BYTES);
                    assertThat(sample.contentType()).isEqualTo("text/plain");
                });
    }

    @Test
    void messagesThatFitAreListedInOrderOfTimeUntilTheyAreRemoved() {
        hear("a/one", "2", NOON + 2);
        hear("b", "3", NOON + 3);
        hear("a/two", "1", NOON + 1);

        List<HeldMessage> fitting = topics.listFitting(topic -> topic.startsWith("a/"));

        assertThat(fitting).extracting(held -> held.message().topic()).containsExactly("a/two", "a/one");
        fitting.forEach(topics::remove);
        assertThat(topics.listFitting(topic -> true))
                .extracting(held -> held.message().topic())
                .containsExactly("b");
    }

    @Test
    void topicToWhichIngestPublishesIsPassedOver() {
        topics.passOver("spBv1.0/g/NCMD/plc");
        hear("spBv1.0/g/NCMD/plc", "1", NOON);

        assertThat(topics.messages()).isZero();
    }

    @Test
    void patternIsForgottenADayAfterItsLastMessage() {
        hear("old", "1", NOON);
        reported();
        hear("new", "1", NOON + 86_400_000L + 60_001);

        UnboundTopics.Report report = topics.report();

        assertThat(report.gone()).containsExactly("ingest/1 old");
        assertThat(topics.patterns()).isEqualTo(1);
    }

    @Test
    void reportIsBoundedAndLaterOnesTellTheRest() {
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 10; j++) {
                hear("s" + i + "/" + j, "1", NOON);
            }
        }

        TreeSet<String> told = new TreeSet<>();
        int reports = 0;
        for (UnboundTopics.Report report = topics.report(); !report.changed().isEmpty(); report = topics.report()) {
            assertThat(report.changed().size()).isLessThanOrEqualTo(UnboundTopics.MOST_REPORTED);
            report.changed().forEach(one -> told.add(one.pattern()));
            reports++;
        }
        assertThat(told).hasSize(500);
        assertThat(reports).isEqualTo(8);
    }

    private List<UnboundTopic> reported() {
        return topics.report().changed();
    }

    private List<UnboundTopic> all() {
        List<UnboundTopic> all = new ArrayList<>();
        for (List<UnboundTopic> some = reported(); !some.isEmpty(); some = reported()) {
            all.addAll(some);
        }
        return all;
    }

    private void hear(String topic, String payload, long millis) {
        topics.hear(new Incoming(topic, bytes(payload), 0, false, null, 0), millis * 1_000, false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
