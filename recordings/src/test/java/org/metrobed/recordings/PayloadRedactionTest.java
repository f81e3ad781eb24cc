package org.metrobed.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadRedactionTest {

    @Test
    void namedFieldsAreReplacedAtAnyDepthAndOtherBytesStay() {
        PayloadRedaction redaction = new PayloadRedaction(List.of("owner", "imei"), List.of());

        assertThat(clean(redaction, "{\"owner\":{\"name\":\"A\"},\"list\":[{\"imei\":1,\"v\":1.10}],\"w\":1e3}"))
                .isEqualTo("{\"owner\":\"redacted\",\"list\":[{\"imei\":\"redacted\",\"v\":1.10}],\"w\":1E+3}");
        assertThat(clean(redaction, "{ \"v\" : 2 }")).isEqualTo("{ \"v\" : 2 }");
        assertThat(redaction.missing()).isEmpty();
    }

    @Test
    void pseudonymsAreTheSameWithinARecordingAloneAndTellNothing() {
        PayloadRedaction one = new PayloadRedaction(List.of(), List.of("tag"));
        PayloadRedaction other = new PayloadRedaction(List.of(), List.of("tag"));

        assertThat(clean(one, "{\"tag\":\"a\"}"))
                .isEqualTo(clean(one, "{\"tag\":\"a\"}"))
                .isNotEqualTo(clean(one, "{\"tag\":\"b\"}"))
                .isNotEqualTo(clean(other, "{\"tag\":\"a\"}"))
                .matches("\\{\"tag\":\"[0-9a-f]{16}\"}");
    }

    @Test
    void whatCannotBeRedactedIsLeftOutAndCounted() {
        PayloadRedaction redaction = new PayloadRedaction(List.of("owner"), List.of());

        assertThat(redaction.apply(message("owner=A|v=1"))).isEmpty();
        assertThat(redaction.apply(message("{\"v\":1} {\"owner\":2}"))).isEmpty();
        assertThat(redaction.apply(message(""))).isPresent();
        assertThat(redaction.leftOut()).isEqualTo(2);
        assertThat(redaction.missing()).containsExactly("owner");
    }

    @Test
    void withoutFieldsEveryPayloadStays() {
        RecordedMessage text = message("owner=A");

        assertThat(PayloadRedaction.none().apply(text)).containsSame(text);
    }

    private static String clean(PayloadRedaction redaction, String json) {
        return new String(redaction.apply(message(json)).orElseThrow().payload(), StandardCharsets.UTF_8);
    }

    private static RecordedMessage message(String payload) {
        return new RecordedMessage(1, "t", payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }
}
