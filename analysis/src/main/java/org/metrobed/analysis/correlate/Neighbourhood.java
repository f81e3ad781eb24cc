package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding.Origin;

/**
 * The datastreams of one property in one test-bed. The neighbours of an alert decide whether its sensor or its
 * environment is the reason: at its opening, and again a quarter of an hour later. Inputs come in log order. Mutable,
 * one thread; some hundred bytes per datastream.
 */
public final class Neighbourhood implements InPieces<Neighbourhood.Piece, DetectorReport> {

    /** Time after its opening at which an alert is checked again, milliseconds of log time. */
    static final long AGAIN_MILLIS = 900_000;

    private static final long DAY_MILLIS = 86_400_000;

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
     * A piece of the state; exactly one of the components is not null. Immutable.
     *
     * @param deviation the newest of a datastream
     * @param open an open alert
     * @param sweepMillis log time at which old deviations are removed next
     */
    public record Piece(Deviation deviation, Open open, Long sweepMillis) {}

    /**
     * The complete state, as release 0.1.0 kept it. Immutable.
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

    private static final String SWEEP = "sweep";

    private final Changes<Piece> changes = new Changes<>();
    private final Standings standings = new Standings(changes);
    private final Deadlines deadlines = new Deadlines();
    private long sweepMillis;

    /** A neighbourhood without state. */
    public Neighbourhood() {}

    /** A neighbourhood with the state of release 0.1.0; all its pieces have changed. */
    public Neighbourhood(Saved saved) {
        saved.deviations().forEach(standings::receive);
        saved.open().forEach(this::keep);
        sweepAt(saved.sweepMillis());
    }

    /** A neighbourhood restored from the pieces of its state. */
    public Neighbourhood(Collection<Piece> saved) {
        for (Piece piece : saved) {
            if (piece.deviation() != null) {
                standings.receive(piece.deviation());
            } else if (piece.open() != null) {
                keep(piece.open());
            } else {
                sweepAt(piece.sweepMillis());
            }
        }
        changes.take();
    }

    @Override
    public Map<String, Piece> takeChanges() {
        return changes.take();
    }

    @Override
    public boolean isEmpty() {
        return standings.isEmpty();
    }

    @Override
    public long nextMillis() {
        return sweepMillis == 0 ? deadlines.nextMillis() : Math.min(sweepMillis, deadlines.nextMillis());
    }

    /** How many votes of others were looked at since the start. */
    long countVotes() {
        return standings.countVotes();
    }

    /** Takes the deviation of a datastream; one older than the newest is ignored. */
    public void receive(Deviation deviation) {
        standings.receive(deviation);
        if (sweepMillis == 0) {
            sweepAt(deviation.recordedMillis() + DAY_MILLIS);
        }
    }

    /** Takes a detector's report and returns it with the verdict of the neighbours. */
    public DetectorReport take(DetectorReport report) {
        AlertEvent event = report.event();
        return switch (event.kind()) {
            case OPENED -> opened(report);
            case UPDATED -> remember(report, standings.find(event.alertId()));
            case RESOLVED -> resolved(report);
            case PENDING, WITHDRAWN -> report;
        };
    }

    /**
     * Advances log time and runs the checks that are due.
     *
     * @return updates of the alerts whose origin has changed
     */
    @Override
    public List<DetectorReport> pass(long nowMillis) {
        TreeSet<String> due = new TreeSet<>();
        while (deadlines.nextMillis() <= nowMillis) {
            due.add(deadlines.poll().id());
        }
        List<DetectorReport> changed = new ArrayList<>();
        due.forEach(alertId -> again(standings.find(alertId), changed));
        if (sweepMillis != 0 && sweepMillis <= nowMillis) {
            standings.forgetBefore(nowMillis - DAY_MILLIS);
            sweepAt(standings.hasDeviations() ? nowMillis + DAY_MILLIS : 0);
        }
        return changed;
    }

    private void sweepAt(long millis) {
        sweepMillis = millis;
        changes.put(SWEEP, new Piece(null, null, millis));
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
        NeighbourVerdict opinion = standings.ask(report, side, 0);
        DetectorReport judged =
                DetectorReports.with(report, event.finding().withOrigin(opinion.origin()), opinion.words());
        keep(new Open(judged, side, opinion.words(), event.recordedMillis() + AGAIN_MILLIS));
        return judged;
    }

    private DetectorReport remember(DetectorReport report, Open before) {
        if (before == null) {
            keep(new Open(report, DeviationSide.NONE, "", 0));
            return report;
        }
        Origin known = before.report().event().finding().origin();
        DetectorReport kept =
                DetectorReports.with(report, report.event().finding().withOrigin(known), before.words());
        keep(new Open(kept, before.side(), before.words(), before.againMillis()));
        return kept;
    }

    private DetectorReport resolved(DetectorReport report) {
        Open before = standings.remove(report.event().alertId());
        if (before == null) {
            return report;
        }
        forgetDeadline(before);
        Origin known = before.report().event().finding().origin();
        return DetectorReports.with(report, report.event().finding().withOrigin(known), "");
    }

    private void again(Open alert, List<DetectorReport> changed) {
        AlertEvent event = alert.report().event();
        NeighbourVerdict opinion = standings.ask(alert.report(), alert.side(), AGAIN_MILLIS);
        DetectorReport kept = alert.report();
        String words = alert.words();
        if (opinion.origin() != event.finding().origin() && opinion.origin() != Origin.UNKNOWN) {
            kept = DetectorReports.reconsidered(alert.report(), opinion, words, alert.againMillis());
            words = opinion.words();
            changed.add(kept);
        }
        keep(new Open(kept, alert.side(), words, 0));
    }

    private void keep(Open alert) {
        Open before = standings.put(alert);
        if (before != null) {
            forgetDeadline(before);
        }
        if (alert.againMillis() != 0) {
            deadlines.add(
                    alert.againMillis(),
                    Deadlines.Item.ALERT,
                    alert.report().event().alertId());
        }
    }

    private void forgetDeadline(Open alert) {
        deadlines.remove(
                alert.againMillis(),
                Deadlines.Item.ALERT,
                alert.report().event().alertId());
    }
}
