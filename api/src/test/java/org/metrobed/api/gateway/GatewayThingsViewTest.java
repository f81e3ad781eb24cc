package org.metrobed.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;

class GatewayThingsViewTest {

    private static final Instant AS_OF = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void aThingIsAsOldAsItsLastMessageAndNothingIsInventedAboutAClockWithoutSamples() {
        Liveness silent = heard("toyville/silent", AS_OF.minusSeconds(90), Long.MIN_VALUE, 0, 0);
        GatewayThingsView.ThingHeardView view = GatewayThingsView.ThingHeardView.of(silent, AS_OF);
        assertThat(view.ageSeconds()).isEqualTo(90);
        assertThat(view.phenomenonTime()).isNull();
        assertThat(view.clockSkewMillis()).isNull();
    }

    @Test
    void aRowNewerThanTheAnswersTimeIsOfAgeZero() {
        Liveness ahead = heard("toyville/ahead", AS_OF.plusSeconds(3), 1_777_636_800_000_000L, 250, 12);
        GatewayThingsView view = GatewayThingsView.of(ahead, List.of(ahead), AS_OF);
        assertThat(view.gateway().id()).isEqualTo("toyville/ahead");
        assertThat(view.things()).singleElement().satisfies(thing -> {
            assertThat(thing.ageSeconds()).isZero();
            assertThat(thing.phenomenonTime()).isEqualTo(AS_OF);
            assertThat(thing.clockSkewMillis()).isEqualTo(250);
            assertThat(thing.clockSkewSamples()).isEqualTo(12);
        });
    }

    private static Liveness heard(String id, Instant when, long phenomenonMicros, long skew, int samples) {
        return LivenessBuilder.builder()
                .kind(Liveness.Kind.THING)
                .id(id)
                .gateway("toyville/gw")
                .heardMillis(when.toEpochMilli())
                .phenomenonMicros(phenomenonMicros)
                .status(Liveness.Status.ONLINE)
                .statusMillis(when.toEpochMilli())
                .skewMillis(skew)
                .skewSamples(samples)
                .build();
    }
}
