package org.metrobed.api.access;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.metrobed.catalog.Catalog;

/** Finds out what readers see, by the newest catalog; once for all readers who see the same. Thread-safe. */
public final class Sights implements Function<Reader, Sight> {

    /** More kinds of readers than these at a time are found out again. */
    private static final int MOST = 1_000;

    private record Known(Catalog catalog, Map<String, Sight> byReaders) {}

    private final Supplier<Optional<Catalog>> newest;
    private volatile Known known = new Known(Catalog.empty(-1), new ConcurrentHashMap<>());

    /** @param newest the newest version that was read, in force or not; empty before the first */
    public Sights(Supplier<Optional<Catalog>> newest) {
        this.newest = newest;
    }

    /** What a reader sees now. */
    @Override
    public Sight apply(Reader reader) {
        Optional<Catalog> catalog = newest.get();
        if (catalog.isEmpty()) {
            return Sight.ALL; // there is nothing to see
        }
        Known now = known;
        if (now.catalog != catalog.get()) {
            now = new Known(catalog.get(), new ConcurrentHashMap<>());
            known = now;
        }
        if (now.byReaders.size() > MOST) {
            now.byReaders.clear();
        }
        return now.byReaders.computeIfAbsent(reader.sight(), any -> find(catalog.get(), reader));
    }

    private static Sight find(Catalog catalog, Reader reader) {
        HiddenParts hidden = HiddenParts.of(catalog, reader);
        return new Sight(catalog, hidden, hidden.projects().isEmpty() ? "" : reader.sight() + catalog.version());
    }
}
