package org.metrobed.api.catalog;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.catalog.Catalog;
import org.metrobed.config.work.RepeatedWork;
import org.metrobed.model.Datastream;
import org.metrobed.model.Site;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.ThresholdRule;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.naming.CatalogName;
import org.metrobed.store.naming.CatalogNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the names of the catalog in force in the database, for the notifier. Of several instances of the API, the first
 * that knows a version writes it. Runs in its own thread; thread-safe.
 */
public final class NameWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NameWriter.class);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final DatabaseConfig database;
    private final Supplier<Catalog> catalog;
    private final RepeatedWork work = new RepeatedWork(
            "catalog-names",
            STEP,
            this::look,
            failure -> LOG.error("writing the names of the catalog failed and is tried again", failure));
    private long written = -1;

    /**
     * Creates a writer that is not started.
     *
     * @param catalog the catalog in force; of version -1 while none is known
     */
    public NameWriter(DatabaseConfig database, Supplier<Catalog> catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** Starts the thread. */
    public void start() {
        work.startAfterPause();
    }

    @Override
    public void close() {
        work.close(JOIN);
    }

    private void look() {
        Catalog now = catalog.get();
        if (now.version() <= written) {
            return;
        }
        try {
            CatalogNames.replace(database, now.version(), names(now));
            written = now.version();
        } catch (SQLException e) { // the next look tries again
            LOG.warn("names of catalog version {} wait: {}", now.version(), e.getMessage());
        }
    }

    /** The names of a catalog. */
    static List<CatalogName> names(Catalog catalog) {
        List<CatalogName> names = new ArrayList<>();
        for (TestBed testbed : catalog.testbeds()) {
            names.add(CatalogName.ofTestbed(
                    testbed.id(), testbed.name(), testbed.zone().getId()));
        }
        for (Thing thing : catalog.things()) {
            Site site = thing.findTrack().isPresent()
                    ? Site.NOWHERE
                    : new Site(
                            thing.location().latitudeDegrees(), thing.location().longitudeDegrees());
            names.add(CatalogName.ofThing(thing.id(), thing.name(), site));
        }
        for (Datastream datastream : catalog.datastreams()) {
            names.add(new CatalogName(
                    datastream.id().value(),
                    datastream.name(),
                    datastream.unit(),
                    "",
                    datastream.settings().intervalMillis(),
                    Site.NOWHERE,
                    datastream.settings().thresholds().stream()
                            .filter(ThresholdRule::warnsPublic)
                            .map(ThresholdRule::name)
                            .toList()));
        }
        return names;
    }
}
