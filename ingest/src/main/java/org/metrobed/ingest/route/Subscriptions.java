package org.metrobed.ingest.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.model.TopicFilter;
import org.metrobed.topics.IngestRoute;

/**
 * The subscriptions of one instance. A filter that another one covers is left out. With several instances an ordered
 * filter and all filters that overlap it belong to one instance. A shared filter is a shared subscription of all
 * instances; if it overlaps an ordered one it becomes ordered too, because the broker would deliver its messages twice.
 * Immutable; its static functions are pure.
 */
public final class Subscriptions {

    private final Set<String> configured;
    private final String group;
    private final Instances instances;

    /**
     * The subscriptions of a deployment.
     *
     * @param configured filters that are always subscribed, ordered
     * @param group names the shared subscriptions; the same for all instances
     */
    public Subscriptions(Collection<String> configured, String group, Instances instances) {
        this.configured = new TreeSet<>(configured);
        this.group = group.replaceAll("[/+#]", "_");
        this.instances = instances;
    }

    /** The filters to subscribe, sorted. */
    public Set<String> wanted(List<IngestRoute> routes) {
        Set<String> ordered = new TreeSet<>(configured);
        Set<String> shared = new TreeSet<>();
        for (IngestRoute route : routes) {
            boolean share = route.shared() && !instances.isAlone();
            (share ? shared : ordered).add(route.topic().filter());
        }
        orderWhatOverlaps(shared, ordered);
        Set<String> wanted = new TreeSet<>();
        for (Set<String> together : groups(minimal(ordered))) {
            if (owns(together)) {
                wanted.addAll(together);
            }
        }
        minimal(shared).forEach(filter -> wanted.add(share(filter)));
        return wanted;
    }

    /**
     * Every form in which a session of an earlier run may have subscribed to these or the configured filters, sorted.
     */
    public Set<String> forms(Collection<String> filters) {
        Set<String> forms = new TreeSet<>();
        List.of(configured, filters)
                .forEach(some -> some.forEach(filter -> {
                    forms.add(filter);
                    forms.add(share(filter));
                }));
        return forms;
    }

    private String share(String filter) {
        return "$share/" + group + "/" + filter;
    }

    /**
     * Configured filters are assigned by their index, so that few of them are distributed evenly; they change only with
     * a restart.
     */
    private boolean owns(Set<String> together) {
        List<String> places = List.copyOf(new TreeSet<>(configured));
        return together.stream()
                .filter(configured::contains)
                .findFirst()
                .map(filter -> instances.ownsPlace(places.indexOf(filter)))
                .orElseGet(() -> instances.ownsFilter(together.iterator().next()));
    }

    private static void orderWhatOverlaps(Set<String> shared, Set<String> ordered) {
        boolean moved = true;
        while (moved) {
            List<String> touching = shared.stream()
                    .filter(filter -> ordered.stream().anyMatch(other -> overlap(filter, other)))
                    .toList();
            moved = !touching.isEmpty();
            ordered.addAll(touching);
            touching.forEach(shared::remove);
        }
    }

    private static Set<String> minimal(Set<String> filters) {
        Set<String> left = new TreeSet<>(filters);
        left.removeIf(filter -> filters.stream()
                .anyMatch(other -> !other.equals(filter) && covers(/* filter= */ other, /* other= */ filter)));
        return left;
    }

    /** Groups of filters; filters of different groups never overlap. */
    private static List<Set<String>> groups(Set<String> filters) {
        List<Set<String>> groups = new ArrayList<>();
        Set<String> left = new TreeSet<>(filters);
        while (!left.isEmpty()) {
            Set<String> group = new TreeSet<>();
            ArrayDeque<String> open = new ArrayDeque<>(List.of(left.iterator().next()));
            left.removeAll(open);
            while (!open.isEmpty()) {
                String filter = open.remove();
                group.add(filter);
                List<String> touching =
                        left.stream().filter(other -> overlap(filter, other)).toList();
                open.addAll(touching);
                touching.forEach(left::remove);
            }
            groups.add(group);
        }
        return groups;
    }

    private static boolean covers(String filter, String other) {
        return TopicFilter.of(filter).covers(TopicFilter.of(other));
    }

    private static boolean overlap(String filter, String other) {
        return TopicFilter.of(filter).overlaps(TopicFilter.of(other));
    }
}
