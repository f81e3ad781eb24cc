package org.metrobed.store.profile;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.core.profile.Stretch;
import org.metrobed.core.profile.Uncovered;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.query.Query;

/**
 * Gives the windows of a profile: of each stretch of time the coarsest that stand, so that a reading is in one of them only.
 * Thread-safe as its data source is.
 */
public final class ProfileReader {

    private final DataSource database;

    /** Reads from this database. */
    public ProfileReader(DataSource database) {
        this.database = database;
    }

    /**
     * Gives each window, its revisions folded, in bounded memory: coarse ones first, then finer ones where there is none.
     */
    public void forEach(ProfileQuery query, Consumer<? super WindowRevision> consumer) throws SQLException {
        List<Stretch> left = List.of(query.range());
        for (long size : query.sizesMillis()) {
            List<Stretch> uncovered = new ArrayList<>();
            for (Stretch stretch : left) {
                uncovered.addAll(read(query, stretch, size, consumer));
            }
            left = uncovered;
        }
    }

    /** Gives the windows of one size in a stretch; returns what they leave of it. */
    private List<Stretch> read(
            ProfileQuery query, Stretch stretch, long sizeMillis, Consumer<? super WindowRevision> consumer)
            throws SQLException {
        Stretch whole = stretch.wholeWindows(sizeMillis);
        if (whole.isEmpty()) {
            return List.of(stretch);
        }
        Uncovered uncovered = new Uncovered(stretch);
        Folder folder = new Folder(window -> {
            uncovered.cover(window.startMicros(), window.endMicros());
            consumer.accept(window);
        });
        statement(query, whole, sizeMillis).forEach(database, ProfileRow::map, folder::add);
        folder.end();
        return uncovered.list();
    }

    private static Query statement(ProfileQuery query, Stretch range, long sizeMillis) {
        return new Query()
                .add("select " + ProfileRow.columns(query.quantiles()))
                .add("from series s join window_revision w on w.series_id = s.series_id")
                .add("where s.datastream = ? and w.size_ms = ?", query.datastream(), sizeMillis)
                .add("and w.window_start >= " + Query.micros(), range.fromMicros())
                .add("and w.window_start < " + Query.micros(), range.toMicros())
                .add("and w.recorded_time <= " + Query.millis(), query.asOfMillis())
                .add("order by w.window_start, w.revision");
    }

    /** Folds the revisions of each window; not thread-safe. */
    private static final class Folder {

        private final Consumer<? super WindowRevision> consumer;
        private final List<WindowRevision> revisions = new ArrayList<>();

        Folder(Consumer<? super WindowRevision> consumer) {
            this.consumer = consumer;
        }

        void add(WindowRevision revision) {
            if (!revisions.isEmpty() && revisions.get(0).startMicros() != revision.startMicros()) {
                end();
            }
            revisions.add(revision);
        }

        void end() {
            if (!revisions.isEmpty()) {
                consumer.accept(WindowRevision.fold(revisions));
                revisions.clear();
            }
        }
    }
}
