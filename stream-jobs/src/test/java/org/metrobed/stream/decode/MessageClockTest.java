package org.metrobed.stream.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.Deployment;
import org.metrobed.model.Redrive;
import org.metrobed.model.TopicTemplate;
import org.metrobed.stream.Steps;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawKind;

/** What becomes of readings whose device has no idea of the time. Received at 2026-05-01T12:00:00Z. */
class MessageClockTest {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final long MINUTE = 60_000_000;
    /** A mean of a minute begins a minute before its time stamp. */
    private static final long RECEIVED = Decoding.RECEIVED * 1_000 - MINUTE;

    private final Decoding decoding = new Decoding();
    private Instant deployed = Instant.MIN;
    private long version;

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01T00:03:00Z", "2012-01-01T00:10:00Z", "2019-03-05T12:00:00Z"})
    void timeOfYearsAgoIsSuspectWithoutAWordOfTheBinding(String time) {
        take(null, sample(time, 10));
        assertThat(decoding.readings).singleElement().satisfies(reading -> {
            assertThat(reading.marks()).isEqualTo(PlausibleTime.SUSPECT);
            assertThat(reading.phenomenonMicros()).isEqualTo(Instant.parse(time).toEpochMilli() * 1_000 - MINUTE);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-01T11:59:00Z", "2026-01-01T00:00:00Z", "2024-06-01T00:00:00Z"})
    void timeOfABacklogIsBelieved(String time) {
        take(null, sample(time, 10));
        assertThat(decoding.readings).extracting(Reading::marks).containsExactly(TestBits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:12Z", "2106-02-07T06:28:15Z"})
    void impossibleTimeIsRefusedAndTheRefusalNamesTheRemedy(String time) {
        take(null, sample(time, 11));
        assertThat(decoding.readings).isEmpty();
        assertThat(decoding.letters).extracting(DeadLetter::reason).containsExactly(Reason.TIME_OUT_OF_RANGE);
        assertThat(decoding.letters.get(0).detail()).contains("'clock' of the binding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:12Z",
                "2000-01-01T00:03:00Z",
                "2012-01-01T00:10:00Z",
                "2026-04-24T11:59:59Z",
                "2026-05-01T12:01:01Z",
                "2106-02-07T06:28:15Z"
            })
    void timeThatIsNotBelievedIsReplacedByTheReceivedTimeIfTheBindingSaysSo(String time) {
        take(new Binding.Clock(WEEK.toMillis(), true), sample(time, 12));
        assertThat(decoding.letters).isEmpty();
        assertThat(decoding.readings).singleElement().satisfies(reading -> {
            assertThat(reading.phenomenonMicros()).isEqualTo(RECEIVED);
            assertThat(reading.marks()).isEqualTo(TestBits.CLOCK_REPLACED);
        });
    }

    @Test
    void believedTimeIsNotReplacedEvenBesideOneThatIs() {
        take(
                new Binding.Clock(WEEK.toMillis(), true),
                sample("2026-04-24T12:00:00Z", 1) + "," + sample("2000-01-01T00:00:00Z", 2));
        assertThat(decoding.readings).extracting(Reading::value).containsExactly(1.0, 2.0);
        assertThat(decoding.readings)
                .extracting(Reading::marks)
                .containsExactly(TestBits.NONE, TestBits.CLOCK_REPLACED);
    }

    @Test
    void readingsOfABacklogKeepTheirDistancesAndTheNewestOneIsTheReceived() {
        take(
                new Binding.Clock(WEEK.toMillis(), true),
                sample("2000-01-01T00:02:00Z", 2)
                        + ","
                        + sample("2000-01-01T00:03:00Z", 3)
                        + ","
                        + sample("2000-01-01T00:01:00Z", 1)
                        + ","
                        + sample("1999-01-01T00:00:00Z", 4));
        assertThat(decoding.letters)
                .as("too far before the newest one to be a backlog, so it is at the received time, which is taken")
                .extracting(DeadLetter::reason)
                .containsExactly(Reason.SAME_TIME, Reason.SAME_TIME);
        assertThat(decoding.readings).extracting(Reading::value).containsExactly(1.0, 2.0);
        assertThat(decoding.readings)
                .extracting(Reading::phenomenonMicros)
                .containsExactly(RECEIVED - 2 * MINUTE, RECEIVED - MINUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"t\":\"2000-01-01T00:03:00Z\",\"o\":{\"pm25\":%d}}", "{\"o\":{\"pm25\":%d}}"})
    void messagesOfOneMillisecondWhoseTimeIsTheReceivedOneKeepTheirOrderAndHaveTimesOfTheirOwn(String payload) {
        for (int i = 0; i < 3; i++) {
            take(new Binding.Clock(WEEK.toMillis(), true), payload.formatted(i), 100 + i);
        }
        assertThat(decoding.readings).extracting(Reading::value).containsExactly(0.0, 1.0, 2.0);
        assertThat(decoding.readings)
                .extracting(Reading::phenomenonMicros)
                .containsExactly(RECEIVED + 100, RECEIVED + 101, RECEIVED + 102);
    }

    @Test
    void recordingIsBelievedIfTheBindingSaysSoOrReplaySendsIt() {
        take(Binding.Clock.RECORDING, sample("2012-01-01T00:10:00Z", 1));
        byte[] payload = sample("2012-01-01T00:11:00Z", 2).getBytes(UTF_8);
        decoding.take(
                new RawRecord(
                        RawKind.MESSAGE,
                        0,
                        8,
                        Decoding.RECEIVED,
                        "metrobed/v1/tb/replay/station/up",
                        payload,
                        payload.length),
                Decoding.inForce(2, Steps.settings(0, 130)));
        assertThat(decoding.readings).extracting(Reading::marks).containsExactly(TestBits.NONE, TestBits.NONE);
        assertThat(decoding.letters).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-30T23:59:59Z, 2026-05-01T00:00:00Z, true",
        "2026-05-01T00:00:00Z, 2026-05-01T00:00:00Z, false",
        "2026-05-01T11:59:00Z, 2026-06-01T00:00:00Z, true", // not deployed yet
        "2026-04-30T23:59:59Z, -1000000000-01-01T00:00:00Z, false",
        "2026-04-30T23:59:59Z, +1000000000-12-31T00:00:00Z, true"
    })
    void timeBeforeTheFirstDeploymentIsSuspect(String time, Instant from, boolean suspect) {
        deployed = from;
        take(null, sample(time, 10));
        assertThat(decoding.readings)
                .extracting(Reading::marks)
                .containsExactly(suspect ? PlausibleTime.SUSPECT : TestBits.NONE);
    }

    @Test
    void recordingOfBeforeTheFirstDeploymentIsBelieved() {
        deployed = Instant.parse("2026-05-01T00:00:00Z");
        take(Binding.Clock.RECORDING, sample("2026-04-30T00:00:00Z", 10));
        assertThat(decoding.readings).extracting(Reading::marks).containsExactly(TestBits.NONE);
    }

    @Test
    void timeBeforeTheFirstDeploymentIsReplacedIfTheThingWasDeployedAtTheReception() {
        deployed = Instant.parse("2026-05-01T00:00:00Z");
        take(new Binding.Clock(WEEK.toMillis(), true), sample("2026-04-30T00:00:00Z", 10));
        deployed = Instant.parse("2026-06-01T00:00:00Z");
        take(new Binding.Clock(WEEK.toMillis(), true), sample("2026-04-30T00:00:00Z", 11));
        assertThat(decoding.readings)
                .extracting(Reading::marks)
                .containsExactly(TestBits.CLOCK_REPLACED, PlausibleTime.SUSPECT);
    }

    @Test
    void redriveCorrectsTheClockAndItsOutcomeSaysByHowMuch() {
        Duration wrong = Duration.between(Instant.EPOCH, Instant.parse("2026-05-01T11:00:00Z"));
        byte[] payload = sample("1970-01-01T00:00:00Z", 7).getBytes(UTF_8);
        decoding.take(
                new RawRecord(
                        RawKind.REDRIVE,
                        0,
                        9,
                        Decoding.RECEIVED + 1_000_000,
                        Decoding.TOPIC,
                        payload,
                        payload.length,
                        new byte[0],
                        null,
                        new RawRecord.Again(7, Decoding.RECEIVED, List.of(0), wrong.toMillis())),
                Decoding.inForce(1, Steps.settings(0, 130)));
        assertThat(decoding.readings).singleElement().satisfies(reading -> {
            assertThat(reading.phenomenonMicros()).isEqualTo(RECEIVED - 60 * MINUTE);
            assertThat(reading.marks()).isEqualTo(TestBits.CLOCK_REPLACED);
        });
        assertThat(decoding.redrives).extracting(Redrive::clockMillis).containsExactly(wrong.toMillis());
    }

    private void take(Binding.Clock clock, String samples) {
        take(clock, "[" + samples + "]", 0);
    }

    private void take(Binding.Clock clock, String json, int micros) {
        Binding binding = Binding.of(
                "tb/native",
                TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up"),
                "native-json",
                null,
                Map.of(),
                Map.of());
        version++;
        CatalogInForce catalog = Decoding.inForce(
                version,
                Steps.settings(0, 130),
                null,
                Deployment.always(Decoding.PLACE).during(deployed, Instant.MAX),
                clock == null
                        ? binding
                        : BindingBuilder.builder(binding).clock(clock).build());
        byte[] payload = json.getBytes(UTF_8);
        decoding.take(
                new RawRecord(RawKind.MESSAGE, 0, 7, Decoding.RECEIVED, Decoding.TOPIC, payload, payload.length)
                        .withMicros(micros),
                catalog);
    }

    private static String sample(String time, double value) {
        return "{\"t\":\"" + time + "\",\"o\":{\"pm25\":" + value + "}}";
    }
}
