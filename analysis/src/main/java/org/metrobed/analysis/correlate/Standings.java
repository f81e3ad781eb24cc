package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.analysis.correlate.Neighbourhood.Open;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Site;

/**
 * What the datastreams of a neighbourhood say about an alert: by the newest deviation of each, or by their open alerts.
 * They are found by site, so an alert asks those nearby and not all. Mutable, one thread.
 */
final class Standings {

    /**
     * Largest difference between the times of an alert and of a value that may judge it, milliseconds of phenomenon
     * time.
     */
    static final long FRESH_MILLIS = 900_000;
    /** Largest number of neighbours that are asked. */
    static final int ASKED = 8;
    /**
     * Largest difference between the onset of an alert and the time at which it counts as a vote about another,
     * microseconds.
     */
    static final long SAME_MICROS = 3_600_000_000L;

    private static final String DEVIATION = "deviation/";
    private static final String OPEN = "open/";

    /** A datastream at a site, by its deviation (no alert) or by an open alert. */
    private record Name(String datastream, String alertId) implements Comparable<Name> {
        @Override
        public int compareTo(Name other) {
            int byDatastream = datastream.compareTo(other.datastream);
            return byDatastream != 0 ? byDatastream : alertId.compareTo(other.alertId);
        }
    }

    private final Changes<Neighbourhood.Piece> changes;
    private final Map<String, Deviation> deviations = new HashMap<>();
    private final Map<String, Open> open = new HashMap<>();
    private final Map<String, TreeMap<String, Open>> ofDatastream = new HashMap<>();
    private final SiteIndex<Name> sites = new SiteIndex<>();
    private long votes;

    Standings(Changes<Neighbourhood.Piece> changes) {
        this.changes = changes;
    }

    boolean isEmpty() {
        return deviations.isEmpty() && open.isEmpty();
    }

    boolean hasDeviations() {
        return !deviations.isEmpty();
    }

    /** How many votes were looked at since the start. */
    long countVotes() {
        return votes;
    }

    /** Takes the deviation of a datastream; one older than the newest is ignored. */
    void receive(Deviation deviation) {
        Deviation before = deviations.get(deviation.datastream());
        if (before != null && deviation.atMicros() < before.atMicros()) {
            return;
        }
        deviations.put(deviation.datastream(), deviation);
        changes.put(DEVIATION + deviation.datastream(), new Neighbourhood.Piece(deviation, null, null));
        if (before == null || !before.site().equals(deviation.site())) {
            if (before != null) {
                sites.remove(before.site(), new Name(before.datastream(), ""));
            }
            sites.add(deviation.site(), new Name(deviation.datastream(), ""));
        }
    }

    /** Forgets deviations that were recorded before a log time. */
    void forgetBefore(long recordedMillis) {
        deviations.values().removeIf(deviation -> {
            boolean old = deviation.recordedMillis() < recordedMillis;
            if (old) {
                changes.remove(DEVIATION + deviation.datastream());
                sites.remove(deviation.site(), new Name(deviation.datastream(), ""));
            }
            return old;
        });
    }

    /** An open alert; null if it is not known. */
    Open find(String alertId) {
        return open.get(alertId);
    }

    /** Keeps an open alert. Returns what was kept of it before; null if it is new. */
    Open put(Open alert) {
        AlertEvent event = alert.report().event();
        Open before = remove(event.alertId());
        open.put(event.alertId(), alert);
        changes.put(OPEN + event.alertId(), new Neighbourhood.Piece(null, alert, null));
        ofDatastream
                .computeIfAbsent(event.datastream(), first -> new TreeMap<>())
                .put(event.alertId(), alert);
        sites.add(alert.report().site(), name(event));
        return before;
    }

    /** Removes an open alert and returns it; null if it is not known. */
    Open remove(String alertId) {
        Open before = open.remove(alertId);
        if (before != null) {
            changes.remove(OPEN + alertId);
            AlertEvent event = before.report().event();
            ofDatastream.computeIfPresent(event.datastream(), (datastream, alerts) -> {
                alerts.remove(alertId);
                return alerts.isEmpty() ? null : alerts;
            });
            sites.remove(before.report().site(), name(event));
        }
        return before;
    }

    private static Name name(AlertEvent event) {
        return new Name(event.datastream(), event.alertId());
    }

    /**
     * Asks the neighbours of an alert.
     *
     * @param side the side of the alert
     * @param laterMillis time after the alert for which they are asked
     */
    NeighbourVerdict ask(DetectorReport report, DeviationSide side, long laterMillis) {
        Poll poll = new Poll(report, side, laterMillis);
        sites.search(report.site(), NeighbourSearch.RADIUS_METRES, poll);
        return poll.verdict();
    }

    /** The vote of a neighbour at a distance. */
    private record Answer(double metres, String datastream, int says) {}

    /** The nearest neighbours that can judge an alert. */
    private final class Poll implements SiteIndex.Visitor<Name> {

        private final String asking;
        private final DeviationSide side;
        private final long atMicros;
        private final long freshMicros;
        private final TreeSet<Answer> nearest =
                new TreeSet<>(Comparator.comparingDouble(Answer::metres).thenComparing(Answer::datastream));

        Poll(DetectorReport report, DeviationSide side, long laterMillis) {
            this.asking = report.event().datastream();
            this.side = side;
            this.atMicros = report.event().atMicros() + laterMillis * 1_000;
            this.freshMicros = Math.max(FRESH_MILLIS, 2 * report.intervalMillis()) * 1_000;
        }

        NeighbourVerdict verdict() {
            long agree = nearest.stream().filter(answer -> answer.says() > 0).count();
            return new NeighbourVerdict((int) agree, nearest.size());
        }

        @Override
        public double visit(double metres, Site site, NavigableSet<Name> names) {
            int here = 0;
            String last = "";
            for (Name name : names) {
                boolean passed =
                        name.datastream().equals(last) || name.datastream().equals(asking);
                int says = passed ? 0 : says(name.datastream(), site);
                last = name.datastream();
                if (says != 0) {
                    add(new Answer(metres, name.datastream(), says));
                    here++;
                }
                if (here == ASKED) {
                    break;
                }
            }
            return nearest.size() == ASKED ? nearest.last().metres() : NeighbourSearch.RADIUS_METRES;
        }

        private void add(Answer answer) {
            nearest.add(answer);
            if (nearest.size() > ASKED) {
                nearest.pollLast();
            }
        }

        /** The vote of a datastream at a site; 0 if it cannot judge, or if its vote is that of another site. */
        private int says(String datastream, Site site) {
            votes++;
            Collection<Open> alerts =
                    ofDatastream.getOrDefault(datastream, new TreeMap<>()).values();
            NeighbourVote vote = null;
            Deviation deviation = deviations.get(datastream);
            if (deviation != null && Math.abs(deviation.atMicros() - atMicros) <= freshMicros) {
                vote = NeighbourVote.of(deviation, side);
            }
            for (Open alert : alerts) {
                DetectorReport other = alert.report();
                if (alert.side() == DeviationSide.NONE
                        || Math.abs(other.event().onsetMicros() - atMicros) <= SAME_MICROS) {
                    vote = new NeighbourVote(other.site(), alert.side() == side ? 1 : 0);
                }
            }
            return vote != null && vote.site().equals(site) ? vote.says() : 0;
        }
    }
}
