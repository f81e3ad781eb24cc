package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IngestFiguresTest {

    @Test
    void gatewaysBeyondTheFirstOnesAndLongNamesCountTogether() {
        GatewayTraffic traffic = new GatewayTraffic();
        for (int i = 0; i < GatewayTraffic.MAX_GATEWAYS + 5; i++) {
            traffic.received("g" + i, 10);
            traffic.received("g0", 1);
        }
        traffic.received("x".repeat(GatewayTraffic.MAX_NAME + 1), 100);
        traffic.received("", 7);

        assertThat(traffic.read()).hasSize(GatewayTraffic.MAX_GATEWAYS + 1);
        assertThat(traffic.read().get("g0")).isEqualTo(new GatewayTraffic.Traffic(1_006, 1_015));
        assertThat(traffic.read().get("g999")).isEqualTo(new GatewayTraffic.Traffic(1, 10));
        assertThat(traffic.read().get(GatewayTraffic.OTHER)).isEqualTo(new GatewayTraffic.Traffic(6, 150));
    }

    @Test
    void delaysAreCountedUpToTheirBoundInclusive() {
        AckDelays delays = new AckDelays();
        delays.add(10_000_000);
        delays.add(10_000_001);
        delays.add(61_000_000_000L);

        assertThat(delays.count(0)).isEqualTo(1);
        assertThat(delays.count(1)).isEqualTo(1);
        assertThat(delays.count(AckDelays.boundsSeconds().length)).isEqualTo(1);
        assertThat(delays.maxSeconds()).isEqualTo(61);
    }
}
