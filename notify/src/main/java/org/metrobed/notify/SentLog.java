package org.metrobed.notify;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.store.notification.DeliveryAttempt;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.StoredNotification;

/**
 * The elected instance's copy of the outbox: rows and state of the groups that it follows. Only this instance writes
 * the outbox, so the copy equals the tables. Thread-safe.
 */
final class SentLog {

    /** Rows of each group by their number, and so in their order. */
    private final Map<String, NavigableMap<Long, StoredNotification>> rows = new HashMap<>();

    private Map<String, Group> groups = Map.of();

    /** Adds rows of the outbox, or replaces them. */
    synchronized void put(Collection<StoredNotification> stored) {
        for (StoredNotification row : stored) {
            rows.computeIfAbsent(row.notification().group(), group -> new TreeMap<>())
                    .put(row.number(), row);
        }
    }

    /** Groups that have not ended, or have unsent notifications. */
    synchronized Set<String> followed() {
        Set<String> followed = new LinkedHashSet<>();
        rows.forEach((group, ofGroup) -> {
            Map<String, Notification> last = new HashMap<>();
            ofGroup.values().forEach(row -> last.put(row.notification().receiver(), row.notification()));
            boolean pending = ofGroup.values().stream().anyMatch(row -> !row.done());
            if (pending || last.values().stream().anyMatch(one -> !one.step().isEnd())) {
                followed.add(group);
            }
        });
        return followed;
    }

    /** The groups that are not in this log. */
    synchronized Set<String> listUnknown(Collection<Group> seen) {
        return seen.stream().map(Group::id).filter(id -> !rows.containsKey(id)).collect(Collectors.toSet());
    }

    /** Sets the current state of groups; groups that are neither given nor followed are dropped. */
    synchronized void show(Collection<Group> seen) {
        Map<String, Group> now = new LinkedHashMap<>();
        seen.forEach(group -> now.put(group.id(), group));
        groups = now;
        Set<String> kept = followed();
        kept.addAll(now.keySet());
        rows.keySet().retainAll(kept);
    }

    /** Notifications of a group to a receiver, in their order. */
    synchronized List<Notification> listBefore(String receiver, String group) {
        return stream(receiver, group).map(StoredNotification::notification).toList();
    }

    /** Notifications that are due for a receiver, oldest first; within a group, none before its predecessors. */
    synchronized List<StoredNotification> listDue(String receiver, long nowMillis, int most) {
        return rows.keySet().stream()
                .flatMap(group -> listDue(receiver, group, nowMillis).stream())
                .filter(row -> !row.notification().content().isEmpty()
                        || groups.containsKey(row.notification().group()))
                .sorted(Comparator.comparingLong(StoredNotification::number))
                .limit(most)
                .toList();
    }

    /** What a message about a group is written from. */
    synchronized AlertMessage message(Notification what, Group group, NamesInCatalog names) {
        List<Notification> earlier = stream(what.receiver(), what.group())
                .filter(one -> one.sent() || !one.done())
                .map(StoredNotification::notification)
                .filter(one -> one.round() == what.round()
                        && one.step().isTold()
                        && !one.id().equals(what.id()))
                .toList();
        return new AlertMessage(what, group, earlier, names);
    }

    /** As the other method, of a row that a release before 0.2 has appended without content; its group is known. */
    synchronized AlertMessage message(Notification what) {
        return message(what, groups.get(what.group()), NamesInCatalog.NONE);
    }

    /**
     * When a receiver was first told that a group fires, of those episodes that the receivers know to last. Milliseconds
     * since 1970 UTC.
     */
    synchronized OptionalLong findFirstTold(String group) {
        Map<String, Long> begun = new HashMap<>();
        for (StoredNotification row : rows.getOrDefault(group, new TreeMap<>()).values()) {
            Notification what = row.notification();
            if (what.step().isEnd()) {
                begun.remove(what.receiver());
            } else if (what.step().isTold()) {
                begun.putIfAbsent(what.receiver(), what.madeMillis());
            }
        }
        return begun.values().stream().mapToLong(Long::longValue).min();
    }

    /** Records the outcome of attempts to send these rows. */
    synchronized void note(Collection<StoredNotification> tried, Collection<DeliveryAttempt> attempts) {
        Map<Long, DeliveryAttempt> byNumber = new HashMap<>();
        attempts.forEach(attempt -> byNumber.put(attempt.number(), attempt));
        put(tried.stream().map(row -> row.with(byNumber.get(row.number()))).toList());
    }

    /** The last message about each group that a receiver knows as open. */
    synchronized List<Notification> listFiring(String receiver) {
        return groups.values().stream()
                .filter(Group::isOpen)
                .flatMap(
                        group -> stream(receiver, group.id())
                                .filter(StoredNotification::sent)
                                .reduce((earlier, later) -> later)
                                .stream())
                .map(StoredNotification::notification)
                .filter(last -> !last.step().isEnd())
                .toList();
    }

    private Stream<StoredNotification> stream(String receiver, String group) {
        return rows.getOrDefault(group, new TreeMap<>()).values().stream()
                .filter(row -> row.notification().receiver().equals(receiver));
    }

    /** Due notifications of one group, up to the first that must wait. */
    private List<StoredNotification> listDue(String receiver, String group, long nowMillis) {
        return stream(receiver, group)
                .filter(row -> !row.done())
                .takeWhile(row -> Retries.isDue(row, nowMillis))
                .toList();
    }
}
