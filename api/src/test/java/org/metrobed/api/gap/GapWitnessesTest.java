package org.metrobed.api.gap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.GapCause;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.Handling;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertBuilder;
import org.metrobed.store.gap.FoundGap;
import org.metrobed.testkit.Times;

class GapWitnessesTest {

    private static final long MINUTE = 60_000_000;
    private static final OptionalLong INTERVAL = OptionalLong.of(10_000);
    private static final FoundGap ENDED = found(false);
    private static final FoundGap LASTING = found(true);

    @Test
    void silencesOfIngestAddUp() {
        assertThat(judge(ENDED, List.of(silence(-5, 2), silence(5, 8)), Optional.empty()))
                .as("two and three minutes of ten")
                .isEqualTo(GapCause.INGEST_DOWN);
        assertThat(judge(ENDED, List.of(silence(-5, 2), silence(7, 9)), Optional.empty()))
                .isEqualTo(GapCause.NOT_RECEIVED);
        assertThat(judge(ENDED, List.of(silence(4, -1)), Optional.empty()))
                .as("it is silent still")
                .isEqualTo(GapCause.INGEST_DOWN);
    }

    @Test
    void gatewayTestifiesOnlyToWhatLasts() {
        assertThat(judge(LASTING, List.of(), Optional.of(heard(3)))).isEqualTo(GapCause.GATEWAY_OFFLINE);
        assertThat(judge(LASTING, List.of(), Optional.of(heard(6))))
                .as("it spoke while the reading was missing already")
                .isEqualTo(GapCause.AFTER_LAST);
        assertThat(judge(ENDED, List.of(), Optional.of(heard(-100)))).isEqualTo(GapCause.NOT_RECEIVED);
    }

    @Test
    void causeIsToldInWords() {
        GapRow row = GapWitnesses.judge("city/a/pm25", LASTING, INTERVAL, List.of(), Optional.of(heard(1)));
        assertThat(row.detail()).isEqualTo("gateway city/gw was last seen at 2026-05-01T12:01:00.000Z");
        assertThat(row.missing()).isEqualTo(59);
        assertThat(row.key()).containsExactly("city/a/pm25", Long.toString(Times.NOON_MICROS + 10 * MINUTE));
        GapRow unknown = GapWitnesses.judge(
                "city/a/pm25", ENDED, OptionalLong.empty(), List.of(silence(0, 10)), Optional.empty());
        assertThat(unknown.detail()).isEqualTo("ingest is silent");
        assertThat(unknown.missing()).isEqualTo(-1);
    }

    private static GapCause judge(FoundGap found, List<Alert> silences, Optional<Liveness> gateway) {
        return GapWitnesses.judge("city/a/pm25", found, INTERVAL, silences, gateway)
                .cause();
    }

    /** A gap of ten minutes from noon. */
    private static FoundGap found(boolean lasts) {
        Gap gap = new Gap(Times.NOON_MICROS, Times.NOON_MICROS + 10 * MINUTE, false, lasts);
        return new FoundGap(gap, Withheld.NONE, true, !lasts, 0);
    }

    /** An ingest silence from and to these minutes after noon; to -1 while it continues. */
    private static Alert silence(int from, int to) {
        return AlertBuilder.builder()
                .alertId("id" + from)
                .state(to < 0 ? Alert.State.OPEN : Alert.State.RESOLVED)
                .datastream("metrobed/pipeline/ingest")
                .detector("ingest-silent")
                .severity(Severity.CRITICAL)
                .onsetMicros(Times.NOON_MICROS + from * MINUTE)
                .resolvedMicros(to < 0 ? OptionalLong.empty() : OptionalLong.of(Times.NOON_MICROS + to * MINUTE))
                .recordedMillis(Times.NOON_MILLIS)
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(60)
                .message("ingest is silent")
                .catalogVersion(-1)
                .finding(Finding.certain("silence"))
                .handling(Handling.NONE)
                .build();
    }

    private static Liveness heard(int minute) {
        return LivenessBuilder.builder()
                .kind(Liveness.Kind.GATEWAY)
                .id("city/gw")
                .gateway("")
                .heardMillis(Times.NOON_MILLIS + minute * 60_000L)
                .phenomenonMicros(Long.MIN_VALUE)
                .status(Liveness.Status.UNKNOWN)
                .build();
    }
}
