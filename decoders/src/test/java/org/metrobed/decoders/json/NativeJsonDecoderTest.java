package org.metrobed.decoders.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.NOT_A_NUMBER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Payloads;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;

class NativeJsonDecoderTest {

    private static final long NOON = 1_777_636_800_000_000L;
    private static final long MINUTE = 60_000_000L;

    @Test
    void singleEntryGivesItsReadingsWithUnits() {
        Decoded decoded = decode(Payloads.payload("native-json/single.json"));

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, null, "pm25", NOON, 12.4, null),
                        new Measurement(1, null, "no2", NOON, 31, "[ppb]"));
    }

    @Test
    void batchKeepsItsOrderAndReadsTimesThatComeLast() {
        Decoded decoded = decode(Payloads.payload("native-json/batch.json"));

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, null, "flow", NOON, 42, null),
                        new Measurement(1, null, "speed", NOON, 37.5, "km/h"),
                        new Measurement(2, null, "flow", NOON + MINUTE + 123_456, Double.NaN, null),
                        new Measurement(3, null, "speed", NOON + MINUTE + 123_456, Double.NaN, null),
                        new Measurement(4, null, "flow", NOON + 2 * MINUTE, 7, null));
    }

    @Test
    void badReadingsAreRejectedAloneAndNamed() {
        Decoded decoded = decode(Payloads.payload("native-json/mixed.json"));

        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, null, "level", NOON, 1.25, null),
                        new Measurement(9, null, "level", NOON + 3 * MINUTE, 2, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(
                        tuple(1, NOT_A_NUMBER),
                        tuple(2, NOT_A_NUMBER),
                        tuple(3, NOT_A_NUMBER),
                        tuple(4, NOT_A_NUMBER),
                        tuple(5, NOT_A_NUMBER),
                        tuple(6, MALFORMED),
                        tuple(7, MALFORMED),
                        tuple(8, MALFORMED));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::detail)
                .satisfiesExactly(
                        detail -> assertThat(detail)
                                .isEqualTo("o.status is a text, must be a number, a truth value, null or {v, u}"),
                        detail -> assertThat(detail).startsWith("o.door is a truth value"),
                        detail -> assertThat(detail).startsWith("o.spectrum is an array"),
                        detail -> assertThat(detail).isEqualTo("o.tilt has no v"),
                        detail -> assertThat(detail).startsWith("o.strain has a v that is a text"),
                        detail -> assertThat(detail)
                                .startsWith("t must be an ISO 8601 time")
                                .endsWith("'yesterday'"),
                        detail -> assertThat(detail).isEqualTo("o, the readings, is missing"),
                        detail -> assertThat(detail).startsWith("the entry is a number"));
    }

    @Test
    void extremeTimesAndValuesArePassedOn() {
        assertThat(decode(Payloads.payload("native-json/extremes.json")).measurements())
                .containsExactly(
                        new Measurement(0, null, "a", -62_135_596_800_000_000L, 1e308, null),
                        new Measurement(1, null, "a", 4_102_444_799_000_000L, Double.NEGATIVE_INFINITY, null),
                        new Measurement(2, null, "a", NO_TIME, Double.POSITIVE_INFINITY, null),
                        new Measurement(3, null, "b", NO_TIME, -0.0, null));
    }

    @Test
    void repeatedFieldGivesTwoReadings() {
        assertThat(decode("{\"o\":{\"a\":1,\"a\":2}}").measurements())
                .extracting(Measurement::index, Measurement::value)
                .containsExactly(tuple(0, 1.0), tuple(1, 2.0));
    }

    @Test
    void nullTimeAndNullUnitCountAsAbsent() {
        assertThat(decode("{\"t\":null,\"o\":{\"a\":{\"v\":null,\"u\":null}}}").measurements())
                .containsExactly(new Measurement(0, null, "a", NO_TIME, Double.NaN, null));
    }

    @Test
    void otherFieldsAreIgnoredHoweverDeep() {
        Decoded decoded = decode("{\"x\":{\"y\":[1,{\"z\":2}]},\"o\":{\"a\":{\"v\":1,\"q\":{\"r\":[]}}},\"w\":[[]]}");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements()).containsExactly(new Measurement(0, null, "a", NO_TIME, 1, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"t\":12,\"o\":{\"a\":1}} | t must be an ISO 8601 time",
                "{\"o\":{\"a\":1},\"t\":[1]} | t must be an ISO 8601 time",
                "{\"o\":{\"a\":{\"v\":1,\"u\":2}}} | o.a has a u that is a number",
                "{\"o\":{}} | o has no reading",
                "{\"o\":5} | o is a number",
                "{} | o, the readings, is missing",
                "[null] | the entry is null"
            })
    void readingThatBreaksTheFormIsMalformed(String payload, String detail) {
        Decoded decoded = decode(payload);

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isZero();
            assertThat(rejection.reason()).isEqualTo(MALFORMED);
            assertThat(rejection.detail()).startsWith(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"text\"",
                "{\"o\":{\"a\":1}} x",
                "{\"o\":{\"a\":1}}{\"o\":{\"a\":2}}",
                "{\"o\":{\"a\":1}",
                "{\"o\":{\"a\":1}},",
                "[{\"o\":{\"a\":1}},]",
                "{'o':{}}",
                "\u0000\u0001",
                "{\"o\":{\"a\":01}}"
            })
    void messageThatCannotBeReadToItsEndIsRejectedWhole(String payload) {
        Decoded decoded = decode(payload);

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(-1);
            assertThat(rejection.reason()).isEqualTo(MALFORMED);
            assertThat(rejection.detail()).isNotBlank().hasSizeLessThanOrEqualTo(500);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "[]"})
    void messageWithoutAnythingIsEmpty(String payload) {
        assertThat(decode(payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, EMPTY));
    }

    private static Decoded decode(String payload) {
        return decode(payload.getBytes(UTF_8));
    }

    @Test
    void valueMayBeCensored() {
        Decoded decoded =
                decode("{\"o\":{\"a\":{\"v\":1,\"qc\":3,\"censored\":true},\"b\":{\"censored\":true,\"v\":null},"
                        + "\"c\":{\"v\":3,\"censored\":false},\"d\":{\"v\":4,\"qc\":9,\"censored\":null},"
                        + "\"e\":{\"v\":5,\"censored\":\"yes\"},\"f\":{\"v\":\"low\",\"censored\":true}}}");

        assertThat(decoded.measurements())
                .extracting(Measurement::property, Measurement::value, Measurement::flag)
                .containsExactly(
                        tuple("a", 1.0, new StatedFlag(QualityFlag.SUSPECT, true)),
                        tuple("b", Double.NaN, new StatedFlag(QualityFlag.GOOD, true)),
                        tuple("c", 3.0, StatedFlag.NONE),
                        tuple("d", Double.NaN, StatedFlag.NONE));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::detail)
                .containsExactly(
                        "o.e has a censored that is a text, must be true or false",
                        "o.f has a v that is a text, must be a number, a truth value or null");
        assertThat(decoded.rejections().get(1).word().flag().censored()).isTrue();
    }

    @Test
    void flagBesideAValueIsKept() {
        Decoded decoded =
                decode("{\"o\":{\"a\":{\"v\":1,\"qc\":3},\"b\":{\"qc\":4,\"v\":2,\"u\":\"m\"},\"c\":{\"v\":3,\"qc\":1},"
                        + "\"d\":{\"v\":4,\"qc\":9},\"e\":{\"v\":5,\"qc\":7},\"f\":{\"v\":6,\"qc\":null}}}");

        assertThat(decoded.measurements())
                .extracting(
                        Measurement::property,
                        Measurement::value,
                        one -> one.flag().flag())
                .containsExactly(
                        tuple("a", 1.0, QualityFlag.SUSPECT),
                        tuple("b", 2.0, QualityFlag.FAIL),
                        tuple("c", 3.0, QualityFlag.GOOD),
                        tuple("d", Double.NaN, QualityFlag.GOOD),
                        tuple("f", 6.0, QualityFlag.GOOD));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::detail)
                .containsExactly("o.e has a qc that is no QARTOD flag 1, 2, 3, 4 or 9");
    }

    private static Decoded decode(byte[] payload) {
        return new NativeJsonDecoder().decode(new Message("metrobed/v1/toyville/gw/pole/up", payload, null, 0));
    }
}
