package org.metrobed.decoders.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.model.DeadLetter.Reason;

/** On 2026-10-25 the clock of Berlin shows 02:00 to 03:00 twice: from 00:00Z on, and from 01:00Z on. */
class RepeatedHourDecodingTest {

    private static final PayloadDecoder BERLIN = Decoders.create("native-json", "{\"zone\":\"Europe/Berlin\"}");

    @ParameterizedTest
    @CsvSource({
        // live: the received time decides
        "2026-10-25T00:30:05Z, 02:30, 00:30",
        "2026-10-25T00:59:00Z, 02:30, 00:30",
        "2026-10-25T01:30:05Z, 02:30, 01:30",
        "2026-10-25T01:29:30Z, 02:30, 01:30",
        "2026-10-25T00:30:05Z, 02:30 02:29, 00:30 00:29",
        // what goes before a reading of the first hour is of it
        "2026-10-25T00:51:00Z, 01:50 02:00 02:10 02:50, 23:50 00:00 00:10 00:50",
        "2026-10-25T01:10:00Z, 01:50 02:05 02:50, 23:50 00:05 00:50",
        "2026-10-25T01:10:00Z, 02:50 02:05 01:50, 00:50 00:05 23:50",
        // of two alone neither the direction is known nor, here, the hour
        "2026-10-25T01:10:00Z, 02:05 02:50, ? ?",
        "2026-10-25T01:51:00Z, 02:00 02:50, ? 01:50",
        // neither is near: refused
        "2026-10-25T00:20:00Z, 02:30, ?",
        "2026-10-25T01:10:00Z, 02:30, ?",
        "2026-10-25T02:01:00Z, 02:30, ?",
        "2026-10-26T12:00:00Z, 02:30, ?",
        // a batch of days later: its order decides, for each field
        "2026-10-26T12:00:00Z, 01:00 02:00 02:00 03:00, 23:00 00:00 01:00 02:00",
        "2026-10-26T12:00:00Z, 03:00 02:00 02:00 01:00, 02:00 01:00 00:00 23:00",
        "2026-10-26T12:00:00Z, 01:00 02:00 03:00, 23:00 ? 02:00"
    })
    void localTimeShownTwiceIsDecidedOrRefused(Instant received, String local, String utc) {
        String payload = Arrays.stream(local.split(" "))
                .map(time -> "{\"t\":\"2026-10-25T" + time + ":00\",\"o\":{\"a\":1}}")
                .collect(Collectors.joining("\n"));
        Decoded decoded = decode(payload, received);
        String[] times = new String[local.split(" ").length];
        decoded.measurements().forEach(one -> times[one.index()] = clock(one));
        decoded.rejections().forEach(one -> {
            assertThat(one.reason()).isEqualTo(Reason.AMBIGUOUS_TIME);
            assertThat(one.detail())
                    .startsWith("the clock of Europe/Berlin shows 2026-10-25T02:")
                    .contains("twice; neither the order of the readings nor the received time");
            times[one.index()] = "?";
        });
        assertThat(String.join(" ", times)).isEqualTo(utc);
    }

    @ParameterizedTest
    @CsvSource({
        ", 25.10.2026 02:30 Europe/Berlin, AMBIGUOUS_TIME, shows 2026-10-25T02:30 twice",
        ", 29.03.2026 02:30 Europe/Berlin, SKIPPED_TIME, skips 2026-03-29T02:30",
        ", 25.10.2026 01:30 America/New_York, , 05:30",
        ", 25.10.2026 01:30 Europe/Berlin, , 23:30",
        ", 25.10.12026 02:30 Europe/Berlin, MALFORMED, a time of the pattern",
        "utc-offset=+09:00, 25.10.2026 02:30 Europe/Berlin, AMBIGUOUS_TIME, shows 2026-10-25T02:30 twice",
        "zone=Asia/Tokyo, 25.10.2026 02:30 Europe/Berlin, AMBIGUOUS_TIME, shows 2026-10-25T02:30 twice",
        "zone=Europe/Berlin, 25.10.2026 02:30 Europe/Berlin, , 00:30"
    })
    void timeThatIsAmbiguousInTheZoneThatItNamesIsRefusedAsThat(
            String clock, String time, Reason reason, String expected) {
        String options = clock == null ? "" : ",\"" + clock.replace("=", "\":\"") + "\"";
        PayloadDecoder decoder = Decoders.create(
                "csv-lines", "{\"columns\":[\"time\",\"a\"],\"time-format\":\"dd.MM.y HH:mm VV\"" + options + "}");
        Decoded decoded = decoder.decode(new Message(
                "x",
                (time + ",1\n").getBytes(UTF_8),
                null,
                Instant.parse("2026-10-25T00:30:05Z").toEpochMilli()));
        if (reason == null) {
            assertThat(decoded.measurements())
                    .extracting(RepeatedHourDecodingTest::clock)
                    .containsExactly(expected);
            return;
        }
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(reason);
            assertThat(one.detail()).contains(expected);
        });
    }

    @Test
    void fieldsThatComeOnceDoNotTakePartInTheOrderOfAnother() {
        String rows = Stream.of("02:00", "02:00", "03:00")
                .map(time -> "{\"t\":\"2026-10-25T" + time + ":00\",\"o\":{\"a\":1}}")
                .collect(Collectors.joining("\n"));
        Decoded decoded = decode(
                rows + "\n{\"t\":\"2026-10-25T02:10:00\",\"o\":{\"b\":1}}", Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(decoded.measurements())
                .extracting(RepeatedHourDecodingTest::clock)
                .containsExactly("00:00", "01:00", "02:00");
        assertThat(decoded.rejections()).extracting(Decoded.Rejection::property).containsExactly("b");
    }

    @Test
    void statedOffsetIsKeptInTheRepeatedHour() {
        Decoded decoded = decode(
                "[{\"t\":\"2026-10-25T02:30:00+01:00\",\"o\":{\"a\":1}},{\"t\":\"2026-10-25T02:30:00+02:00\",\"o\":{\"a\":2}}]",
                Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(decoded.measurements())
                .extracting(RepeatedHourDecodingTest::clock)
                .containsExactly("01:30", "00:30");
    }

    @Test
    void localTimeThatTheClockSkipsIsRefused() {
        Decoded decoded = decode(
                "{\"t\":\"2026-03-29T02:30:00\",\"o\":{\"a\":1,\"mode\":\"auto\"}}",
                Instant.parse("2026-03-29T01:30:05Z"));
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.reason()).isEqualTo(Reason.SKIPPED_TIME))
                .allSatisfy(
                        one -> assertThat(one.detail()).isEqualTo("the clock of Europe/Berlin skips 2026-03-29T02:30"));
    }

    private static String clock(Measurement one) {
        return Instant.ofEpochSecond(one.phenomenonMicros() / 1_000_000)
                .toString()
                .substring(11, 16);
    }

    private static Decoded decode(String payload, Instant received) {
        return BERLIN.decode(new Message("t", payload.getBytes(UTF_8), null, received.toEpochMilli()));
    }
}
