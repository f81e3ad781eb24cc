package org.metrobed.decoders.senml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.NOT_A_NUMBER;
import static org.metrobed.model.DeadLetter.Reason.TIME_OUT_OF_RANGE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Payloads;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;

class SenmlJsonDecoderTest {

    private static final long NOON = 1_777_636_800_000_000L;
    private static final String METER = "urn:dev:ow:10e2073a0108006";

    @Test
    void baseFieldsApplyUntilTheyAreReplaced() {
        Decoded decoded = decode(Payloads.payload("senml-json/multiple.json"));

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, METER, "voltage", 1_276_020_076_001_000L, 120.1, "V"),
                        new Measurement(1, METER, "current", 1_276_020_071_001_000L, 1.2, "A"),
                        new Measurement(2, METER, "current", 1_276_020_072_001_000L, 1.3, "A"),
                        new Measurement(3, METER, "current", 1_276_020_076_001_000L, 1.7, "A"));
    }

    @Test
    void numbersAndSumsBecomeMeasurementsAndTruthValuesAreWords() {
        Decoded decoded = decode(Payloads.payload("senml-json/kinds.json"));

        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, "pole-7", "temperature", NOON, 23.5, "Cel"),
                        new Measurement(4, "pole-7", "energy.sum", NOON, 12.5, null),
                        new Measurement(5, "pole-7", "humidity", NOON + 60_000_000, 47.5, null),
                        // without a value, the base value is the value
                        new Measurement(6, "pole-7", "pressure", NOON, 50, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::device, Decoded.Rejection::property)
                .containsExactly(tuple(1, "pole-7", "label"), tuple(2, "pole-7", "open"), tuple(3, "pole-7", "nfv-reader"));
        assertThat(decoded.rejections().get(1).word()).isEqualTo(new Decoded.Word("false", NOON, null));
    }

    @Test
    void longBaseNameIsNotCopiedIntoEveryReading() {
        String pack = "[{\"bn\":\"" + "x".repeat(500_000) + "/\"}" + ",{\"n\":\"a\",\"v\":1}".repeat(20_000) + "]";

        Decoded decoded = decode(pack);

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .hasSize(20_000)
                .allSatisfy(one -> assertThat(one.detail()).isEqualTo("the name has 500002 characters, at most 512"));
    }

    @Test
    void relativeTimesCountFromTheReceivedTime() {
        assertThat(decode(Payloads.payload("senml-json/relative.json")).measurements())
                .containsExactly(
                        new Measurement(0, "pole-7", "temperature", NOON - 60_000_000, 20, null),
                        new Measurement(1, "pole-7", "temperature", NO_TIME, 21, null),
                        new Measurement(2, null, "temperature", NO_TIME, 22, null));
    }

    @Test
    void relativeTimesOfMessagesReceivedInOneMillisecondDiffer() {
        byte[] pack = "[{\"n\":\"pole-7/temperature\",\"t\":-5,\"v\":20}]".getBytes(UTF_8);
        assertThat(new SenmlJsonDecoder()
                        .decode(new Message("a/b", pack, null, NOON / 1_000, 7))
                        .measurements())
                .containsExactly(new Measurement(0, "pole-7", "temperature", NOON - 5_000_000 + 7, 20, null));
    }

    @Test
    void nameOfTheRfcExampleIsDividedAtItsLastColon() {
        assertThat(decode("[{\"n\":\"urn:dev:ow:10e2073a01080063\",\"u\":\"Cel\",\"v\":23.1}]")
                        .measurements())
                .containsExactly(new Measurement(0, "urn:dev:ow", "10e2073a01080063", NO_TIME, 23.1, "Cel"));
    }

    @Test
    void fieldsOfAWrongTypeRejectTheirRecordAlone() {
        Decoded decoded = decode("[{\"n\":7,\"v\":1},{\"n\":\"a:\",\"v\":1},{\"n\":\"a\",\"t\":\"x\",\"v\":1},5,"
                + "{\"n\":\"a\",\"v\":\"1\"},{\"n\":\"a\"},{\"n\":\"a\",\"t\":1e300,\"v\":1},{\"n\":\"a\",\"v\":2}]");

        assertThat(decoded.measurements()).containsExactly(new Measurement(7, null, "a", NO_TIME, 2, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(
                        tuple(0, MALFORMED),
                        tuple(1, MALFORMED),
                        tuple(2, MALFORMED),
                        tuple(3, MALFORMED),
                        tuple(4, NOT_A_NUMBER),
                        tuple(5, NOT_A_NUMBER),
                        tuple(6, TIME_OUT_OF_RANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":\"a\",\"v\":1}",
                "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":2,\"x_\":{}},{\"n\":\"a\",\"v\":1}]",
                "[{\"bver\":11,\"n\":\"a\",\"v\":1}]",
                "[{\"n\":\"a\",\"v\":1}",
                "[{\"n\":\"a\",\"v\":1}] []"
            })
    void packThatMustNotBeUsedIsRejectedWhole(String payload) {
        Decoded decoded = decode(payload);

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[{\"bn\":\"a:\"}]"})
    void packWithoutReadingIsEmpty(String payload) {
        assertThat(decode(payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, EMPTY));
    }

    private static Decoded decode(String payload) {
        return decode(payload.getBytes(UTF_8));
    }

    private static Decoded decode(byte[] payload) {
        return new SenmlJsonDecoder().decode(new Message("senml/pole-7", payload, null, NOON / 1_000));
    }
}
