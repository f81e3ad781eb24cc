package org.metrobed.notify.group;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.Severity;
import org.metrobed.store.notification.KnownAlert;

/**
 * Alerts that are notified together: an alert without a parent, and its child alerts. Immutable.
 *
 * @param id id of the alert without a parent
 * @param lead that alert; while it is unknown, the first child alert
 * @param open open alerts, including the lead if it is open, in the order of their onset
 * @param calling how many of them are not suppressed
 * @param ended child alerts that have ended
 */
public record Group(String id, KnownAlert lead, List<KnownAlert> open, int calling, List<KnownAlert> ended) {

    private static final List<Integer> LEVELS = List.of(1, 5, 20, 100, 500, 2_000);

    public Group {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lead, "lead");
        open = List.copyOf(open);
        ended = List.copyOf(ended);
    }

    /** A group of which no child alert has ended. */
    public Group(String id, KnownAlert lead, List<KnownAlert> open, int calling) {
        this(id, lead, open, calling, List.of());
    }

    /** Whether any of them is open. */
    public boolean isOpen() {
        return !open.isEmpty();
    }

    /** Whether it notifies: any of them is open and not suppressed. */
    public boolean notifies() {
        return calling > 0;
    }

    /** The highest severity of the open alerts; that of the lead if none is open. */
    public Severity severity() {
        return open.stream()
                .map(alert -> alert.last().severity())
                .max(Comparator.naturalOrder())
                .orElse(lead.last().severity());
    }

    /**
     * The number of open alerts as one of few levels, so that growth is not reported each time: 0, 1, 5, 20, 100, 500,
     * 2000.
     */
    public int level() {
        return LEVELS.stream()
                .filter(level -> level <= open.size())
                .reduce((lower, higher) -> higher)
                .orElse(0);
    }

    /** Whom it concerns: the concern of its lead. */
    public Concern concern() {
        return Concern.of(lead.last());
    }

    /** The group as a receiver sees it that it does not concern: nothing of it is open. */
    public Group unconcerned() {
        return new Group(id, lead, List.of(), 0, ended);
    }

    /** Number of open alerts other than the lead. */
    public int others() {
        return (int)
                open.stream().filter(alert -> !alert.id().equals(lead.id())).count();
    }
}
