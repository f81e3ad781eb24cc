package org.metrobed.notify.cap;

import java.util.List;
import java.util.stream.Stream;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.KnownAlert;

/** Which alerts of a group the public may be warned of. Static functions only. */
final class PublicAlerts {

    private PublicAlerts() {}

    /**
     * Whether there is something to warn of: an open alert of a threshold that the catalog marks as public, which
     * neighbours see too, or which a person has approved although they cannot judge it.
     */
    static boolean isOpen(Group group, NamesInCatalog names) {
        return !listOpen(group, names).isEmpty();
    }

    /** The open ones that the public may be warned of, in the order of their onset. */
    static List<AlertEvent> listOpen(Group group, NamesInCatalog names) {
        return group.open().stream()
                .filter(alert -> isMarked(alert.last(), names))
                .filter(alert -> isReal(alert, group.lead().approved()))
                .map(KnownAlert::last)
                .toList();
    }

    /**
     * The alert that the warning describes: the first open one that the public may be warned of, else the first one that has
     * ended. If none is real any more, the first one that is marked, else the lead.
     */
    static AlertEvent described(Group group, NamesInCatalog names) {
        List<KnownAlert> marked = Stream.of(group.open(), List.of(group.lead()), group.ended())
                .flatMap(List::stream)
                .filter(alert -> isMarked(alert.last(), names))
                .toList();
        return marked.stream()
                .filter(alert -> isReal(alert, group.lead().approved()))
                .findFirst()
                .or(() -> marked.stream().findFirst())
                .orElse(group.lead())
                .last();
    }

    private static boolean isMarked(AlertEvent alert, NamesInCatalog names) {
        return names.isPublic(alert.datastream(), alert.detector());
    }

    private static boolean isReal(KnownAlert alert, boolean approved) {
        Finding.Origin origin = alert.last().finding().origin();
        return origin == Finding.Origin.ENVIRONMENT
                || (origin != Finding.Origin.SENSOR && (approved || alert.approved()));
    }
}
