package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.DeadLetter.Reason;
import org.metrobed.core.model.TestBed;
import org.metrobed.core.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.InForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.wire.topic.RawKind;

class MessageDecodingTest {

    private static final String TOPIC = "metrobed/v1/tb/gw/station/up";
    /** 2026-05-01T12:00:00Z. */
    private static final long RECEIVED = 1_777_636_800_000L;

    private final List<Reading> readings = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();
    private final MessageDecoding decoding = new MessageDecoding(readings::add, letters::add);

    @Test
    void readingIsFoundInTheCatalog() {
        take(TOPIC, "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"pm25\":12.5}}");
        assertThat(letters).isEmpty();
        Reading reading = readings.get(0);
        assertThat(reading.datastream()).isEqualTo(Steps.DATASTREAM);
        assertThat(reading.value()).isEqualTo(12.5);
        assertThat(reading.phenomenonMicros()).isEqualTo((RECEIVED - 60_000) * 1_000);
        assertThat(reading.settings()).isEqualTo(Steps.settings(0, 130));
    }

    @Test
    void settingsTravelWithTheFirstReadingAndWhenTheyChange() {
        take(TOPIC, "{\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"o\":{\"pm25\":2}}");
        decoding.take(message(TOPIC, "{\"o\":{\"pm25\":3}}"), inForce(2, Steps.settings(0, 130)));
        decoding.take(message(TOPIC, "{\"o\":{\"pm25\":4}}"), inForce(3, Steps.settings(9, 130)));
        assertThat(readings)
                .extracting(reading -> reading.settings() != null)
                .containsExactly(true, false, false, true);
        assertThat(readings).extracting(Reading::catalogVersion).containsExactly(1L, 1L, 2L, 3L);
    }

    @Test
    void missingTimeIsTheReceivedTime() {
        take(TOPIC, "{\"o\":{\"pm25\":1}}");
        assertThat(readings.get(0).phenomenonMicros()).isEqualTo(RECEIVED * 1_000);
    }

    @Test
    void refusalsNameReasonAndKeepTheOthersOfTheBatch() {
        take(TOPIC, "[{\"o\":{\"pm25\":1}},{\"o\":{\"nope\":2}},{\"o\":{\"pm25\":{\"v\":3,\"u\":\"mg/m3\"}}}]");
        assertThat(readings).hasSize(1);
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.UNKNOWN_DATASTREAM, Reason.UNIT_MISMATCH);
        assertThat(letters).extracting(letter -> letter.raw().index()).containsExactly(1, 2);
        assertThat(letters.get(0).detail()).contains("tb/station/nope");
    }

    @Test
    void timesOfYear1AndOf2099AreRefused() {
        take(TOPIC, "{\"t\":\"0001-01-01T00:00:00Z\",\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"t\":\"2099-01-01T00:00:00Z\",\"o\":{\"pm25\":1}}");
        take(TOPIC, "{\"t\":\"2026-05-01T12:01:00Z\",\"o\":{\"pm25\":1}}");
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsOnly(Reason.TIME_OUT_OF_RANGE)
                .hasSize(2);
        assertThat(readings).hasSize(1);
    }

    @Test
    void wholeMessagesAreRefusedWithReason() {
        take("other/topic", "{}");
        take(TOPIC, "");
        take(TOPIC, "garbage");
        decoding.take(
                new RawRecord(RawKind.OVERSIZE, 0, 9, RECEIVED, TOPIC, new byte[4096], 10_000_000),
                inForce(1, Steps.settings(0, 130)));
        assertThat(readings).isEmpty();
        assertThat(letters)
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.UNBOUND_TOPIC, Reason.EMPTY, Reason.MALFORMED, Reason.TOO_LARGE);
        assertThat(letters).allMatch(letter -> letter.raw().index() == -1);
        assertThat(letters.get(3).payloadBytes()).isEqualTo(10_000_000);
    }

    @Test
    void unprintableBytesAreEscaped() {
        assertThat(Printable.head(new byte[] {'a', 0, '\\', (byte) 0xff})).isEqualTo("a\\x00\\x5c\\xff");
        assertThat(Printable.head(new byte[5_000])).hasSize(4 * 1_024);
    }

    private void take(String topic, String payload) {
        decoding.take(message(topic, payload), inForce(1, Steps.settings(0, 130)));
    }

    private static RawRecord message(String topic, String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return new RawRecord(RawKind.MESSAGE, 0, 5, RECEIVED, topic, bytes, bytes.length);
    }

    private static InForce inForce(long version, DatastreamSettings settings) {
        Datastream datastream = new Datastream(
                new DatastreamId(Steps.DATASTREAM), "PM2.5", "ug/m3", Datastream.Statistic.MEAN, settings);
        Binding binding = Binding.of(
                "tb/native",
                TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                "native-json",
                null,
                Map.of(),
                Map.of());
        TestBed testbed = new TestBed("tb", "Test", ZoneId.of("UTC"), "");
        return new InForce(
                0, Catalog.of(version, List.of(testbed), List.of(), List.of(), List.of(datastream), List.of(binding)));
    }
}
