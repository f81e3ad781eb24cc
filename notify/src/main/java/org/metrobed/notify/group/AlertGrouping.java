package org.metrobed.notify.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.notification.KnownAlert;

/** Groups alerts. Static functions only. */
public final class AlertGrouping {

    /** Maximum depth of an alert below its topmost parent; a longer chain is an error and is cut here. */
    private static final int DEPTH = 8;

    private AlertGrouping() {}

    /**
     * Groups in the order of their first onset.
     *
     * @param alerts in the order of their onset
     * @param suppressions the active suppressions
     * @param followed groups that must be in the result if their alert is known, even if nothing belongs to them any
     *     more
     */
    public static List<Group> of(List<KnownAlert> alerts, List<Suppression> suppressions, Collection<String> followed) {
        Map<String, KnownAlert> byId = new LinkedHashMap<>();
        alerts.forEach(alert -> byId.put(alert.id(), alert));
        Map<String, List<KnownAlert>> members = new LinkedHashMap<>();
        alerts.forEach(alert -> members.computeIfAbsent(root(alert, byId), id -> new ArrayList<>())
                .add(alert));
        followed.stream().filter(byId::containsKey).forEach(id -> members.putIfAbsent(id, List.of()));
        return members.entrySet().stream()
                .map(entry -> group(entry.getKey(), entry.getValue(), byId, suppressions))
                .toList();
    }

    private static String root(KnownAlert alert, Map<String, KnownAlert> byId) {
        String id = alert.id();
        KnownAlert next = alert;
        for (int depth = 0; depth < DEPTH && next != null && !next.parent().isEmpty(); depth++) {
            id = next.parent();
            next = byId.get(id);
        }
        return id;
    }

    private static Group group(
            String id, List<KnownAlert> members, Map<String, KnownAlert> byId, List<Suppression> suppressions) {
        KnownAlert lead = byId.containsKey(id) ? byId.get(id) : members.get(0);
        boolean over = members.stream().filter(KnownAlert::isOpen).allMatch(alert -> !lead.isOpen() && isWithin(alert));
        List<KnownAlert> open =
                over ? List.of() : members.stream().filter(KnownAlert::isOpen).toList();
        boolean suppressed = explainsItsMembers(lead) && isSuppressed(lead, suppressions);
        long calling = suppressed
                ? 0
                : open.stream()
                        .filter(alert -> !isSuppressed(alert, suppressions))
                        .count();
        List<KnownAlert> ended = members.stream()
                .filter(alert -> !open.contains(alert) && !alert.equals(lead))
                .toList();
        return new Group(id, lead, open, (int) calling, ended);
    }

    /**
     * Whether an open alert about values is within its band again: it lasts a while, and is no reason to say that a group
     * whose lead has ended goes on. A threshold has one bound alone and lasts until it is cleared. A loss lasts until the
     * detector ends it, because single values of it may be as expected.
     */
    static boolean isWithin(KnownAlert alert) {
        AlertEvent last = alert.last();
        return !Concern.isCauseOfEquipment(last)
                && !last.finding().cause().equals("loss")
                && last.observed() >= last.expectedLow()
                && last.observed() <= last.expectedHigh();
    }

    /** Whether the lead is a silent gateway or thing, or ingest: silencing it silences its child alerts too. */
    private static boolean explainsItsMembers(KnownAlert lead) {
        String datastream = lead.last().datastream();
        return datastream.endsWith("/gateway") || datastream.endsWith("/thing") || datastream.endsWith("/ingest");
    }

    private static boolean isSuppressed(KnownAlert alert, List<Suppression> suppressions) {
        return suppressions.stream()
                .anyMatch(one ->
                        one.matches(alert.last().datastream(), alert.last().detector()));
    }
}
