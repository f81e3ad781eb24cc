package org.metrobed.store.profile;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.metrobed.analysis.profile.Stretch;
import org.metrobed.analysis.profile.Uncovered;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowDetail;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/**
 * Reads the windows of a profile. For each range of time it reads the coarsest stored windows, so that a reading is in
 * only one of them. Thread-safe if its data source is.
 */
public final class ProfileReader {

    private final WindowReader reader;

    /** Reads from this database; the settings say which windows are composed. */
    public ProfileReader(DataSource database, SettingsSource settings) {
        this.reader = new WindowReader(database, settings);
    }

    /**
     * Passes each window, its revisions folded, to the consumer in bounded memory: coarse windows first, then finer
     * ones for ranges without a coarse window.
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

    /**
     * The last windows before the range with good or missing readings, those with a good one first: the value of the latest
     * good one holds at the start of the range.
     */
    public List<WindowRevision> listBefore(ProfileQuery query) throws SQLException {
        List<WindowRevision> before = new ArrayList<>();
        for (long size : query.sizesMillis()) {
            before.addAll(reader.lastKnown(WindowQuery.of(
                            List.of(query.datastream()),
                            size,
                            Long.MIN_VALUE,
                            query.range().fromMicros())
                    .withDetail(new WindowDetail(false, false))
                    .withAsOf(query.asOfMillis())));
        }
        before.sort(Comparator.comparing(window -> window.good().count() == 0));
        return before;
    }

    /** Reads the windows of one size in a range; returns the ranges that they do not cover. */
    private List<Stretch> read(
            ProfileQuery query, Stretch stretch, long sizeMillis, Consumer<? super WindowRevision> consumer)
            throws SQLException {
        Stretch whole = stretch.wholeWindows(sizeMillis);
        if (whole.isEmpty()) {
            return List.of(stretch);
        }
        Uncovered uncovered = new Uncovered(stretch);
        WindowQuery windows = WindowQuery.of(
                        List.of(query.datastream()), sizeMillis, whole.fromMicros(), whole.toMicros())
                .withDetail(new WindowDetail(true, query.quantiles()))
                .withAsOf(query.asOfMillis());
        reader.forEach(windows, merged -> {
            WindowRevision window = merged.window();
            uncovered.cover(window.startMicros(), window.endMicros());
            consumer.accept(window);
        });
        return uncovered.list();
    }
}
