package org.metrobed.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.metrobed.model.TopicFilter;

/** The topics whose messages are written to the raw log: those that ingest would subscribe at a broker. Thread-safe. */
final class WantedTopics {

    private static final int MOST_REMEMBERED = 16_384;

    private final Set<String> texts;
    private final List<TopicFilter> filters;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    WantedTopics(Collection<String> filters) {
        this.texts = Set.copyOf(filters);
        this.filters = texts.stream().map(TopicFilter::of).toList();
    }

    Set<String> filters() {
        return texts;
    }

    boolean wants(String topic) {
        Boolean remembered = known.get(topic);
        if (remembered != null) {
            return remembered;
        }
        if (known.size() >= MOST_REMEMBERED) {
            known.clear();
        }
        TopicFilter wanted = TopicFilter.of(topic);
        boolean found = filters.stream().anyMatch(filter -> filter.covers(wanted));
        known.put(topic, found);
        return found;
    }

    boolean overlaps(String filter) {
        TopicFilter other = TopicFilter.of(filter);
        return filters.stream().anyMatch(one -> one.overlaps(other));
    }
}
