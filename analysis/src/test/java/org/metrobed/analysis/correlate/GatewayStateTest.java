package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatewayStateTest {

    @Test
    void oneThatIsAlwaysHeardIsMissedNinetySecondsAfterItsLastSlot() {
        GatewayState gateway = GatewayState.first("tb/gw", 100);
        for (int slot = 101; slot <= 120; slot++) {
            gateway = gateway.seen(slot, true);
        }
        assertThat(gateway.deadlineMillis()).isEqualTo(121 * GatewayState.SLOT_MILLIS + 90_000);
    }

    @Test
    void gapsThatDoNotCountTeachNothing() {
        GatewayState gateway = GatewayState.first("tb/gw", 0).seen(10, true).seen(20, true);
        assertThat(gateway.seen(1_000, false).usualMillis()).isEqualTo(gateway.usualMillis());
        assertThat(gateway.seen(1_000, false).gaps()).isEqualTo(2);
    }

    @Test
    void oneThatIsNotRegularYetOrSilentAlreadyIsNotMissed() {
        GatewayState gateway = GatewayState.first("tb/gw", 0).seen(1, true).seen(2, true);
        assertThat(gateway.offline(70_000).deadlineMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(gateway.seen(3, true).deadlineMillis()).isLessThan(Long.MAX_VALUE);
        assertThat(gateway.seen(3, true).silent("alert").deadlineMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void longGapOfARegularOneTeachesOnlyALittle() {
        GatewayState gateway = GatewayState.first("tb/gw", 0);
        for (int slot = 10; slot <= 200; slot += 10) {
            gateway = gateway.seen(slot, true);
        }
        assertThat(gateway.seen(1_000, true).usualMillis()).isEqualTo(325_000);
    }
}
