package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding.Origin;

/**
 * The datastreams of one property in one test-bed. Those near an alert tell whether its sensor or its environment is the
 * reason: when it opens, and once more a quarter of an hour later. Fed in the order of the log. Mutable, one thread; some
 * hundred bytes a datastream.
 */
public final class Neighbourhood {

    /** So long after its opening an alert is looked at again, milliseconds of log time. */
    static final long AGAIN_MILLIS = 900_000;
    /** Values up to so far from an alert's time can tell, milliseconds of phenomenon time. */
    static final long FRESH_MILLIS = 900_000;
    /** The nearest so many are asked. */
    static final int ASKED = 8;

    private static final long DAY_MILLIS = 86_400_000;
    /** An alert that began this far from another says something about it. */
    private static final long SAME_MICROS = 3_600_000_000L;

    /**
     * An alert that is open. Immutable.
     *
     * @param report as it was told last, with what neighbours say
     * @param side on which it lies; {@link DeviationSide#NONE} where neighbours have no say
     * @param words what they said, empty for nothing
     * @param againMillis when they are asked again, 0 for never
     */
    public record Open(DetectorReport report, DeviationSide side, String words, long againMillis) {}

    /**
     * All that is known. Immutable.
     *
     * @param deviations the newest of each datastream
     * @param open alerts that are open
     * @param sweepMillis when old standings are forgotten next, 0 for never
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

    /** Nothing is known. */
    public Neighbourhood() {}

    /** As it was saved. */
    public Neighbourhood(Saved saved) {
        saved.deviations().forEach(deviation -> deviations.put(deviation.datastream(), deviation));
        saved.open().forEach(alert -> open.put(alert.report().event().alertId(), alert));
        sweepMillis = saved.sweepMillis();
    }

    /** All that is known; a copy. */
    public Saved saved() {
        return new Saved(List.copyOf(deviations.values()), List.copyOf(open.values()), sweepMillis);
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return deviations.isEmpty() && open.isEmpty();
    }

    /** When {@link #pass} has something to do, milliseconds of log time; {@link Long#MAX_VALUE} for never. */
    public long nextMillis() {
        long next = sweepMillis == 0 ? Long.MAX_VALUE : sweepMillis;
        for (Open alert : open.values()) {
            next = alert.againMillis() == 0 ? next : Math.min(next, alert.againMillis());
        }
        return next;
    }

    /** A datastream stands so; an older one changes nothing. */
    public void hear(Deviation deviation) {
        deviations.merge(
                deviation.datastream(), deviation, (before, now) -> now.atMicros() >= before.atMicros() ? now : before);
        if (sweepMillis == 0) {
            sweepMillis = deviation.recordedMillis() + DAY_MILLIS;
        }
    }

    /** A detector tells something; the same with what the neighbours say of it. */
    public DetectorReport take(DetectorReport report) {
        AlertEvent event = report.event();
        return switch (event.kind()) {
            case OPENED -> opened(report);
            case UPDATED -> remember(report, open.get(event.alertId()));
            case RESOLVED -> resolved(report);
            case PENDING, WITHDRAWN -> report;
        };
    }

    /** Log time has come so far: what is due is looked at again; alerts whose reason has changed. */
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
