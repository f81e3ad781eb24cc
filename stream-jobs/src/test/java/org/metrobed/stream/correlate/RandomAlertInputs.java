package org.metrobed.stream.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.decode.LivenessSignal;

/**
 * Some hours of a small city's alert inputs, on a grid of seconds so that many have the same time: two gateways, one of
 * which dies, eight things, alerts of all kinds, an ingest outage. The same seed gives the same inputs.
 */
final class RandomAlertInputs {

    static final long START = 1_777_636_800_000L;
    /** The time at which everything due has been decided. */
    static final long END = START + 30 * 3_600_000L;

    private static final int SECONDS = 4 * 3_600;
    private static final int DEAD_FROM = 9_000;
    static final int OUTAGE_FROM = 5_000;
    static final int OUTAGE_TO = 5_600;
    private static final List<String> CAUSES =
            List.of("threshold", "season", "level-shift", "jump", "stuck", "silence", "silence");

    private final Random random;
    private final String testbed;
    private final boolean stops;
    private final List<AlertInput> alertInputs = new ArrayList<>();

    RandomAlertInputs(long seed) {
        this(seed, "tb", true);
    }

    /**
     * Those of a test-bed.
     *
     * @param stops whether its messages come through the ingest that has an outage
     */
    RandomAlertInputs(long seed, String testbed, boolean stops) {
        random = new Random(seed);
        this.testbed = testbed;
        this.stops = stops;
    }

    static boolean ofIngest(AlertInput alertInput) {
        return alertInput.report() != null
                && alertInput.report().event().detector().equals(IngestSilence.DETECTOR);
    }

    /** All of them, in the order of the log; the report of the outage comes when log time has reached its beginning. */
    List<AlertInput> log() {
        for (int second = 0; second < SECONDS; second += 10) {
            if (!stops || second < OUTAGE_FROM || second >= OUTAGE_TO) {
                livenessSignals(second);
            }
        }
        for (int i = 0; i < 150; i++) {
            alert();
        }
        silentThing();
        outage();
        alertInputs.sort(Comparator.comparing(RandomAlertInputs::knownMillis).thenComparing(AlertInput.ORDER));
        return alertInputs;
    }

    /**
     * Log time stops at the last heartbeat before an outage until the outage ends; then the outage is reported first.
     */
    static long knownMillis(AlertInput alertInput) {
        return ofIngest(alertInput) ? START + OUTAGE_FROM * 1_000L : alertInput.logMillis();
    }

    /** As {@link #knownMillis}, but the end is reported at its own time, since log time goes on with another ingest. */
    static long goesOnMillis(AlertInput alertInput) {
        return ofIngest(alertInput) && alertInput.report().event().kind() == Kind.RESOLVED
                ? alertInput.logMillis()
                : knownMillis(alertInput);
    }

    private void livenessSignals(int second) {
        for (int gateway = 0; gateway < 2; gateway++) {
            if (gateway == 0 || second < DEAD_FROM) {
                livenessSignal(Liveness.Kind.GATEWAY, testbed + "/gw-" + gateway, "", second);
            }
        }
        int thing = random.nextInt(8);
        if (thing % 2 == 0 || second < DEAD_FROM) {
            livenessSignal(Liveness.Kind.THING, testbed + "/t" + thing, testbed + "/gw-" + thing % 2, second);
            long at = START + second * 1_000L;
            double value = random.nextInt(60);
            alertInputs.add(AlertInput.of(
                    new Deviation(testbed + "/t" + thing + "/pm25", at * 1_000, at, value, 30, 10, 50, site(thing))));
        }
    }

    private void livenessSignal(Liveness.Kind kind, String id, String gateway, int second) {
        alertInputs.add(AlertInput.of(new LivenessSignal(
                kind, id, gateway, START + second * 1_000L, LivenessSignal.NO_TIME, Liveness.Status.UNKNOWN)));
    }

    private void alert() {
        int thing = random.nextInt(8);
        int second = random.nextInt(SECONDS);
        alert(thing, random.nextBoolean() ? "pm25" : "no2", CAUSES.get(random.nextInt(CAUSES.size())), second);
    }

    private void silentThing() {
        alert(0, "pm25", "silence", 12_000);
        alert(0, "no2", "silence", 12_001);
    }

    private void outage() {
        IngestSilence ingest = new IngestSilence(1_001);
        ingest.heartbeat("metrobed-ingest", START + OUTAGE_FROM * 1_000L);
        ingest.heartbeat("metrobed-ingest", START + OUTAGE_TO * 1_000L)
                .forEach(event -> alertInputs.add(AlertInput.of(new DetectorReport(event, Site.NOWHERE, 0))));
    }

    private void alert(int thing, String property, String cause, int second) {
        boolean silence = cause.equals("silence");
        int end = second + 60 + random.nextInt(3_000);
        DetectorReport opened = report(thing, property, cause, second, silence ? second - 240 : second, Kind.OPENED);
        alertInputs.add(AlertInput.of(opened));
        if (random.nextInt(10) > 0) {
            AlertEvent resolved = report(thing, property, cause, end, silence ? second - 240 : second, Kind.RESOLVED)
                    .event();
            alertInputs.add(AlertInput.of(new DetectorReport(resolved, opened.site(), opened.intervalMillis())));
        }
    }

    private DetectorReport report(int thing, String property, String cause, int second, int onset, Kind kind) {
        String datastream = testbed + "/t" + thing + "/" + property;
        return new DetectorReport(
                AlertEventBuilder.builder()
                        .alertId(datastream + cause + onset)
                        .sequence(kind == Kind.OPENED ? 0 : 1)
                        .kind(kind)
                        .datastream(datastream)
                        .detector(cause.equals("threshold") ? "high" : "watch")
                        .severity(cause.equals("threshold") ? Severity.CRITICAL : Severity.WARNING)
                        .onsetMicros((START + onset * 1_000L) * 1_000)
                        .atMicros((START + second * 1_000L) * 1_000)
                        .recordedMillis(START + second * 1_000L)
                        .observed(cause.equals("jump") ? 5 : 80)
                        .peak(80)
                        .expectedLow(10)
                        .expectedHigh(50)
                        .message("words")
                        .catalogVersion(1)
                        .finding(new Finding(cause, 0.9, 30, Origin.UNKNOWN, ""))
                        .build(),
                site(thing),
                60_000);
    }

    private static Site site(int thing) {
        return new Site(48.2 + thing * 0.004, 16.4);
    }
}
