package org.metrobed.simulators.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final PayloadSample FIRST = PayloadSample.of(
            NOON, List.of(PayloadSample.Value.of("pm25", 12.4), PayloadSample.Value.of("pedestrian-count", 31)));
    private static final PayloadSample SECOND = PayloadSample.of(
            NOON.plusMillis(60_250),
            List.of(PayloadSample.Value.of("pm25", Double.NaN), PayloadSample.Value.of("pedestrian-count", -0.5)));

    @Test
    void nativeSampleIsOneObject() {
        assertThat(nativeJson(FIRST))
                .isEqualTo("{\"t\":\"2026-05-01T12:00:00Z\",\"o\":{\"pm25\":12.4,\"pedestrian-count\":31}}");
    }

    @Test
    void nativeSamplesAreAnArrayAndAMissingValueIsNull() {
        assertThat(nativeJson(FIRST, SECOND))
                .isEqualTo("[{\"t\":\"2026-05-01T12:00:00Z\",\"o\":{\"pm25\":12.4,\"pedestrian-count\":31}},"
                        + "{\"t\":\"2026-05-01T12:01:00.250Z\",\"o\":{\"pm25\":null,\"pedestrian-count\":-0.5}}]");
    }

    @Test
    void whatIsNoNumberGoesOutAsText() {
        PayloadSample sample =
                new PayloadSample("unreadable: 1/2", List.of(PayloadSample.Value.unreadable("pm25", "n/\"a\"")));

        assertThat(nativeJson(sample)).isEqualTo("{\"t\":\"unreadable: 1/2\",\"o\":{\"pm25\":\"n/\\\"a\\\"\"}}");
    }

    @Test
    void tinyAndHugeNumbersKeepTheirValue() {
        PayloadSample sample = PayloadSample.of(
                NOON,
                List.of(
                        PayloadSample.Value.of("a", 1e-7),
                        PayloadSample.Value.of("b", 1e300),
                        PayloadSample.Value.of("c", 0.1 + 0.2),
                        PayloadSample.Value.of("d", Double.POSITIVE_INFINITY)));

        assertThat(nativeJson(sample)).endsWith("{\"a\":1.0E-7,\"b\":1.0E300,\"c\":0.30000000000000004,\"d\":null}}");
    }

    @Test
    void senmlPackHasBaseFieldsOnceAndTimesRelativeToThem() {
        assertThat(senml(FIRST, SECOND))
                .isEqualTo("[{\"bn\":\"urn:dev:mac:1:\",\"bt\":1777636800,\"n\":\"pm25\",\"v\":12.4},"
                        + "{\"n\":\"pedestrian-count\",\"v\":31},"
                        + "{\"n\":\"pedestrian-count\",\"t\":60.25,\"v\":-0.5}]");
    }

    @Test
    void senmlTimeBeforeTheBaseIsNegative() {
        PayloadSample earlier = PayloadSample.of(NOON.minusSeconds(60), List.of(PayloadSample.Value.of("pm25", 3)));

        assertThat(senml(FIRST, earlier)).endsWith("{\"n\":\"pm25\",\"t\":-60,\"v\":3}]");
    }

    private static String nativeJson(PayloadSample... samples) {
        return new String(new NativeJson().encode("x", List.of(samples)), StandardCharsets.UTF_8);
    }

    private static String senml(PayloadSample... samples) {
        return new String(new SenmlJson().encode("urn:dev:mac:1", List.of(samples)), StandardCharsets.UTF_8);
    }
}
