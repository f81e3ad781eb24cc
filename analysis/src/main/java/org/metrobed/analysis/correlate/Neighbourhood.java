package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding.Origin;

/**
 * The datastreams of one property in one test-bed. The neighbours of an alert decide whether its sensor or its
 * environment is the reason: at its opening, and again a quarter of an hour later. Inputs come in log order. Mutable,
 * one thread; some hundred bytes per datastream.
 */
public final class Neighbourhood {

    /** Time after its opening at which an alert is checked again, milliseconds of log time. */
    static final long AGAIN_MILLIS = 900_000;
    /**
     * Largest difference between the times of an alert and of a value that may judge it, milliseconds of phenomenon
     * time.
     */
    static final long FRESH_MILLIS = 900_000;
    /** Largest number of neighbours that are asked. */
    static final int ASKED = 8;

    private static final long DAY_MILLIS = 86_400_000;
    /**
     * Largest difference between the onset of an alert and the time at which it counts as a vote about another,
     * microseconds.
     */
    private static final long SAME_MICROS = 3_600_000_000L;

    /**
     * An open alert. Immutable.
     *
     * @param report the last emitted report, with the verdict of the neighbours
     * @param side of the band; {@link DeviationSide#NONE} if neighbours cannot judge this alert
     * @param words the verdict as text, empty if there is none
     * @param againMillis log time at which the neighbours are asked again, 0 for never
     */
    public record Open(DetectorReport report, DeviationSide side, String words, long againMillis) {}

    /**
     * The complete state. Immutable.
     *
     * @param deviations the newest of each datastream
     * @param open open alerts
     * @param sweepMillis log time at which old deviations are removed next, 0 for never
     */
    public record Saved(List<Deviation> deviations, List<Open> open, long sweepMillis) {
        public Saved {
            deviations = List.copyOf(deviations);
            open = List.copyOf(open);
        }
    }

    private final TreeMap<String, Deviation> deviations = new TreeMap<>();
    private final TreeMap<String, Open> open = new TreeMap<>();
    private long sweepMillis;

    /** A neighbourhood without state. */
    public Neighbourhood() {}

    /** A neighbourhood restored from saved state. */
    public Neighbourhood(Saved saved) {
        saved.deviations().forEach(deviation -> deviations.put(deviation.datastream(), deviation));
        saved.open().forEach(alert -> open.put(alert.report().event().alertId(), alert));
        sweepMillis = saved.sweepMillis();
    }

    /** The complete state; a copy. */
    public Saved saved() {
        return new Saved(List.copyOf(deviations.values()), List.copyOf(open.values()), sweepMillis);
    }

    /** Whether there is no state. */
    public boolean isEmpty() {
        return deviations.isEmpty() && open.isEmpty();
    }

    /**
     * Log time of the next check, milliseconds; {@link #pass} has work to do then. {@link Long#MAX_VALUE} if there is
     * none.
     */
    public long nextMillis() {
        long next = sweepMillis == 0 ? Long.MAX_VALUE : sweepMillis;
        for (Open alert : open.values()) {
            next = alert.againMillis() == 0 ? next : Math.min(next, alert.againMillis());
        }
        return next;
    }

    /** Takes the deviation of a datastream; one older than the newest is ignored. */
    public void receive(Deviation deviation) {
        deviations.merge(
                deviation.datastream(), deviation, (before, now) -> now.atMicros() >= before.atMicros() ? now : before);
        if (sweepMillis == 0) {
            sweepMillis = deviation.recordedMillis() + DAY_MILLIS;
        }
    }

    /** Takes a detector's report and returns it with the verdict of the neighbours. */
    public DetectorReport take(DetectorReport report) {
        AlertEvent event = report.event();
        return switch (event.kind()) {
            case OPENED -> opened(report);
            case UPDATED -> remember(report, open.get(event.alertId()));
            case RESOLVED -> resolved(report);
            case PENDING, WITHDRAWN -> report;
        };
    }

    /**
     * Advances log time and runs the checks that are due.
     *
     * @return updates of the alerts whose origin has changed
     */
    public List<DetectorReport> pass(long nowMillis) {
        List<DetectorReport> changed = new ArrayList<>();
        for (Open alert : List.copyOf(open.values())) {
            if (alert.againMillis() != 0 && alert.againMillis() <= nowMillis) {
                again(alert, changed);
            }
        }
        if (sweepMillis != 0 && sweepMillis <= nowMillis) {
            deviations.values().removeIf(deviation -> deviation.recordedMillis() < nowMillis - DAY_MILLIS);
            sweepMillis = deviations.isEmpty() ? 0 : nowMillis + DAY_MILLIS;
        }
        return changed;
    }

    private DetectorReport opened(DetectorReport report) {
        AlertEvent event = report.event();
        AlertClass nature = AlertClass.of(event);
        if (nature == AlertClass.SENSOR) {
            return remember(DetectorReports.with(report, event.finding().withOrigin(Origin.SENSOR), ""), null);
        }
        DeviationSide side =
                nature == AlertClass.VALUE && report.site().known() ? DeviationSide.of(event) : DeviationSide.NONE;
        if (side == DeviationSide.NONE) {
            return remember(report, null);
        }
        NeighbourVerdict opinion = ask(report, side, 0);
        DetectorReport judged =
                DetectorReports.with(report, event.finding().withOrigin(opinion.origin()), opinion.words());
        open.put(event.alertId(), new Open(judged, side, opinion.words(), event.recordedMillis() + AGAIN_MILLIS));
        return judged;
    }

    private DetectorReport remember(DetectorReport report, Open before) {
        if (before == null) {
            open.put(report.event().alertId(), new Open(report, DeviationSide.NONE, "", 0));
            return report;
        }
        Origin known = before.report().event().finding().origin();
        DetectorReport kept =
                DetectorReports.with(report, report.event().finding().withOrigin(known), before.words());
        open.put(report.event().alertId(), new Open(kept, before.side(), before.words(), before.againMillis()));
        return kept;
    }

    private DetectorReport resolved(DetectorReport report) {
        Open before = open.remove(report.event().alertId());
        if (before == null) {
            return report;
        }
        Origin known = before.report().event().finding().origin();
        return DetectorReports.with(report, report.event().finding().withOrigin(known), "");
    }

    private void again(Open alert, List<DetectorReport> changed) {
        AlertEvent event = alert.report().event();
        NeighbourVerdict opinion = ask(alert.report(), alert.side(), AGAIN_MILLIS);
        DetectorReport kept = alert.report();
        String words = alert.words();
        if (opinion.origin() != event.finding().origin() && opinion.origin() != Origin.UNKNOWN) {
            kept = DetectorReports.reconsidered(alert.report(), opinion, words, alert.againMillis());
            words = opinion.words();
            changed.add(kept);
        }
        open.put(event.alertId(), new Open(kept, alert.side(), words, 0));
    }

    private NeighbourVerdict ask(DetectorReport report, DeviationSide side, long laterMillis) {
        long atMicros = report.event().atMicros() + laterMillis * 1_000;
        long freshMicros = Math.max(FRESH_MILLIS, 2 * report.intervalMillis()) * 1_000;
        Map<String, NeighbourVote> votes = new TreeMap<>();
        for (Deviation deviation : deviations.values()) {
            if (Math.abs(deviation.atMicros() - atMicros) <= freshMicros) {
                votes.put(deviation.datastream(), NeighbourVote.of(deviation, side));
            }
        }
        for (Open alert : open.values()) {
            AlertEvent other = alert.report().event();
            if (alert.side() == DeviationSide.NONE || Math.abs(other.onsetMicros() - atMicros) <= SAME_MICROS) {
                int says = alert.side() == side ? 1 : 0;
                votes.put(other.datastream(), new NeighbourVote(alert.report().site(), says));
            }
        }
        votes.remove(report.event().datastream());
        return NeighbourVote.count(votes.values(), report.site());
    }
}
