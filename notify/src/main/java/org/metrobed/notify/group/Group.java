package org.metrobed.notify.group;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.model.Severity;
import org.metrobed.store.notification.KnownAlert;

/**
 * Alerts that are told together: one that stands alone and calls, and those that belong to it. Immutable.
 *
 * @param id of the alert that calls
 * @param lead that alert; the first of the others while it is not known
 * @param open those that last, the lead among them where it does, in the order of their onset
 * @param calling how many of them are not suppressed
 */
public record Group(String id, KnownAlert lead, List<KnownAlert> open, int calling) {

    private static final List<Integer> LEVELS = List.of(1, 5, 20, 100, 500, 2_000);

    public Group {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lead, "lead");
        open = List.copyOf(open);
    }

    /** Whether any of them lasts. */
    public boolean isOpen() {
        return !open.isEmpty();
    }

    /** Whether a person is to be called: any of them lasts and is not suppressed. */
    public boolean calls() {
        return calling > 0;
    }

    /** The highest of those that last; that of the lead when none does. */
    public Severity severity() {
        return open.stream()
                .map(alert -> alert.last().severity())
                .max(Comparator.naturalOrder())
                .orElse(lead.last().severity());
    }

    /** How many last, as one of few levels, so that growth is not told each time: 0, 1, 5, 20, 100, 500, 2000. */
    public int level() {
        return LEVELS.stream()
                .filter(level -> level <= open.size())
                .reduce((lower, higher) -> higher)
                .orElse(0);
    }

    /** How many last beside the lead. */
    public int others() {
        return (int)
                open.stream().filter(alert -> !alert.id().equals(lead.id())).count();
    }
}
