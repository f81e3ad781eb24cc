package org.metrobed.decoders.lorawan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter.Reason;

/** Cases that the golden payloads of tts-v3 and chirpstack-v4 do not cover. */
class LorawanOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tts-v3        | {"simulated":"maybe"} | simulated must be accept or reject
            tts-v3        | {"simulated":true}    | simulated must be a text
            tts-v3        | {"zero-fields":"a"}   | zero-fields must be a list of texts
            tts-v3        | {"time-field":["a"]}  | time-field must be a text
            tts-v3        | {"backlog":"a"}       | backlog and backlog-time belong together
            chirpstack-v4 | {"device":"eui"}      | device must be dev-eui or device-name
            chirpstack-v4 | {"zero-fields":[]}    | zero-fields is no option of chirpstack-v4, only [time-field, backlog, backlog-time, device, utc-offset, zone]
            """)
    void optionThatCannotBeUsedIsNamed(String decoder, String options, String message) {
        assertThatThrownBy(() -> Decoders.create(decoder, options))
                .isInstanceOf(DecoderOptionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1777636800, 1777636800000000",
        "1777636800.25, 1777636800250000",
        "1777636800250, 1777636800250000",
        "0, -1",
        "-5, -1",
        "946684799, -1",
        "1e300, -1",
        "NaN, -1",
        "null, -1",
        "'\"\"', -1",
        "'\"1980-01-06T00:00:00Z\"', -1",
        "'\"2026-05-01T14:00:00+02:00\"', 1777636800000000"
    })
    void timeFieldIsIsoOrSecondsOrMillisecondsAndNotBefore2000(String time, long micros) {
        Decoded decoded = decode(
                "{\"time-field\":\"at\"}",
                "{\"end_device_ids\":{\"device_id\":\"d\"},\"uplink_message\":{\"decoded_payload\":{\"at\":" + time
                        + ",\"level\":1}}}");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements())
                .containsExactly(new Measurement(0, "d", "level", micros < 0 ? Measurement.NO_TIME : micros, 1, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.history | {"level":1,"data":{"history":[{"at":1777636800,"level":7}]}} | 7
            history      | {"level":1,"history":[{"at":1777636800,"level":7}]}          | 7
            history      | {"level":1}                                                  |
            history      | {"level":1,"history":null}                                   |
            """)
    void backlogIsFoundByNameOrPath(String backlog, String payload, Double earlier) {
        Decoded decoded = decode(
                "{\"backlog\":\"" + backlog + "\",\"backlog-time\":\"at\"}",
                "{\"end_device_ids\":{\"device_id\":\"d\"},\"uplink_message\":{\"decoded_payload\":" + payload + "}}");

        assertThat(decoded.rejections()).isEmpty();
        assertThat(decoded.measurements()).hasSize(earlier == null ? 1 : 2);
        if (earlier != null) {
            assertThat(decoded.measurements().get(1).value()).isEqualTo(earlier);
        }
    }

    @Test
    void backlogThatIsNoListIsRefusedInWords() {
        Decoded decoded = decode(
                "{\"backlog\":\"history\",\"backlog-time\":\"at\"}",
                "{\"end_device_ids\":{\"device_id\":\"d\"},\"uplink_message\":{\"decoded_payload\":"
                        + "{\"level\":1,\"history\":{\"at\":1777636800,\"level\":7}}}}");

        assertThat(decoded.measurements()).hasSize(1);
        assertThat(decoded.rejections())
                .singleElement()
                .satisfies(one -> assertThat(one.detail())
                        .contains("decoded_payload.history is an object, must be a list of earlier values"));
    }

    @Test
    void longNamesOfNestedFieldsAreRefusedOnce() {
        String deep = ("{\"" + "n".repeat(100) + "\":").repeat(4) + "{\"a\":1,\"b\":2}" + "}".repeat(4);
        Decoded decoded = decode(
                "", "{\"end_device_ids\":{\"device_id\":\"d\"},\"uplink_message\":{\"decoded_payload\":" + deep + "}}");

        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(one.detail()).contains("over 256 characters").hasSizeLessThan(200);
        });
    }

    private static Decoded decode(String options, String payload) {
        return Decoders.create("tts-v3", options).decode(new Message("t", payload.getBytes(UTF_8), null, 0));
    }
}
