package org.metrobed.api.catalog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest versions of the catalog topic, as of the last call of {@link #read}. Not thread-safe. */
final class CatalogEnd implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogEnd.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOOK_BACK = 8;

    private final CatalogLog log;
    private final Deque<CatalogLog.Entry> newestFirst = new ArrayDeque<>();
    /** The texts of each bundle of all versions, in the order in which they were last published. */
    private final Set<Map<String, String>> bundles = new LinkedHashSet<>();

    private final Map<String, CatalogVersion> byPublication = new HashMap<>();

    /** Opens the topic, which must exist; nothing is read. */
    CatalogEnd(String bootstrap, Topic<CatalogRecord> topic) {
        this.log = CatalogLog.reading(bootstrap, topic);
    }

    /** Reads on to the end of the topic. */
    void read() {
        do {
            for (CatalogLog.Entry entry : log.poll(POLL)) {
                newestFirst.addFirst(entry);
                addBundles(entry.content().files());
                byPublication.put(entry.content().publication(), entry.version());
                if (newestFirst.size() > LOOK_BACK) {
                    newestFirst.removeLast();
                }
            }
        } while (!log.atEnd());
    }

    /** The number of the newest version that counts, also if it cannot be used. */
    long newest() {
        return log.newest();
    }

    /**
     * The newest version that can be used, as the pipeline takes it; the newest of all if none of the last
     * {@value #LOOK_BACK} can.
     */
    Optional<CatalogLog.Entry> findUsable() {
        return newestFirst.stream()
                .filter(CatalogEnd::isUsable)
                .findFirst()
                .or(() -> Optional.ofNullable(newestFirst.peekFirst()));
    }

    /** The version of a publication, if it counts. */
    Optional<CatalogVersion> find(String publication) {
        return Optional.ofNullable(byPublication.get(publication));
    }

    @Override
    public void close() {
        log.close();
    }

    /** The content of all versions. */
    PublishedBundles published() {
        List<Map<String, String>> newestFirst = new ArrayList<>(bundles);
        Collections.reverse(newestFirst);
        return new PublishedBundles(newestFirst);
    }

    private void addBundles(Map<String, String> files) {
        CatalogReader.bundlesOf(CatalogFiles.of(files)).values().forEach(bundle -> {
            bundles.remove(bundle);
            bundles.add(bundle);
        });
    }

    private static boolean isUsable(CatalogLog.Entry entry) {
        try {
            CatalogReader.read(CatalogFiles.of(entry.content().files()), 0);
            return true;
        } catch (CatalogException | IllegalArgumentException e) {
            LOG.warn("version {} cannot be used: {}", entry.version().version(), e.getMessage());
            return false;
        }
    }
}
