package org.metrobed.decoders.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.metrobed.decoders.spi.Measurement.NO_TIME;
import static org.metrobed.model.DeadLetter.Reason.EMPTY;
import static org.metrobed.model.DeadLetter.Reason.MALFORMED;
import static org.metrobed.model.DeadLetter.Reason.NOT_A_NUMBER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.Payloads;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;

class UltraLightDecoderTest {

    private static final String TOPIC = "/ul/key/pole-3/attrs";
    private static final long JUNE_13 = 1_465_778_130_000_000L;

    @Test
    void pairsAreReadingsAndWordsAreRejectedAlone() {
        Decoded decoded = decode(TOPIC, Payloads.payload("ultralight-2/attrs.txt"));

        assertThat(decoded.measurements())
                .containsExactly(
                        new Measurement(0, null, "t", NO_TIME, 15.5, null),
                        new Measurement(2, null, "h", NO_TIME, 62, null));
        assertThat(decoded.rejections())
                .containsExactly(new Decoded.Rejection(
                        1,
                        NOT_A_NUMBER,
                        "k is 'abc', must be a number, true or false",
                        null,
                        "k",
                        new Decoded.Word("abc", NO_TIME, null)));
    }

    @Test
    void groupsHaveTimesOfTheirOwn() {
        assertThat(decode(TOPIC, Payloads.payload("ultralight-2/attrs-groups.txt"))
                        .measurements())
                .containsExactly(
                        new Measurement(0, null, "lle", JUNE_13, 100, null),
                        new Measurement(1, null, "lle", JUNE_13 - 7_139_750_000L, 101, null),
                        new Measurement(3, null, "lle", NO_TIME, 102, null));
    }

    @Test
    void falseIsAWordAndNothingIsMissing() {
        Decoded decoded = decode(TOPIC, "door|false|level|");
        assertThat(decoded.measurements())
                .containsExactly(new Measurement(1, null, "level", NO_TIME, Double.NaN, null));
        assertThat(decoded.rejections())
                .extracting(Decoded.Rejection::word)
                .containsExactly(new Decoded.Word("false", NO_TIME, null));
    }

    @Test
    void topicMayNameTheField() {
        assertThat(decode(TOPIC + "/t", "21.5").measurements())
                .containsExactly(new Measurement(0, null, "t", NO_TIME, 21.5, null));
        assertThat(decode(TOPIC + "/t", "t|21.5").rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(0, NOT_A_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/key/pole-3/cmdexe", "/ul/key/pole-3/cmdexe", "/key/pole-3/cmd"})
    void commandsAndTheirResultsHoldNoReading(String topic) {
        assertThat(decode(topic, "pole-3@turn|left")).isEqualTo(Decoded.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "t|1|k", "t|1#k", "2016-06-13T00:35:30Z", "2016-06-13T00:35:30|t|1", "t|1|"})
    void messageThatIsNotInPairsIsRejectedWhole(String payload) {
        assertThat(decode(TOPIC, payload).measurements()).isEmpty();
        assertThat(decode(TOPIC, payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "#", "# #"})
    void messageWithoutAnythingIsEmpty(String payload) {
        assertThat(decode(TOPIC, payload).rejections())
                .extracting(Decoded.Rejection::index, Decoded.Rejection::reason)
                .containsExactly(tuple(-1, EMPTY));
    }

    private static Decoded decode(String topic, String payload) {
        return decode(topic, payload.getBytes(UTF_8));
    }

    private static Decoded decode(String topic, byte[] payload) {
        return new UltraLightDecoder().decode(new Message(topic, payload, null, 0));
    }
}
