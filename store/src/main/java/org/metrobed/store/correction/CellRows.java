package org.metrobed.store.correction;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.Reach;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.store.observation.ConflictReader;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.window.WindowReader;

/** Reads the rows that corrections of a cell follow from. Thread-safe if its data source is. */
final class CellRows {

    private final AnnotationReader annotations;
    private final ObservationReader observations;
    private final ConflictReader conflicts;
    private final WindowReader windows;
    private final SettingsSource settings;

    CellRows(DataSource database, SettingsSource settings) {
        this.annotations = new AnnotationReader(database);
        this.observations = new ObservationReader(database);
        this.conflicts = new ConflictReader(database);
        this.windows = new WindowReader(database);
        this.settings = settings;
    }

    /**
     * The rows of a cell, and the readings around it that its tests reach, by the settings that reach farthest; where
     * readings are rare, at least some of those on time.
     */
    Recomputation.Stored read(Cell cell, long asOfMillis) throws SQLException {
        String datastream = cell.datastream();
        long reach = settings.listAll(datastream).stream()
                .mapToLong(of -> 2 * Reach.micros(of))
                .max()
                .orElse(0);
        long from = observations.startOfOnTime(
                datastream, cell.startMicros() - reach, 2 * Reach.ROWS, Reach.LONGEST_MICROS);
        long to = observations.endOfOnTime(datastream, cell.endMicros() + reach, 2 * Reach.ROWS, Reach.LONGEST_MICROS);
        return new Recomputation.Stored(
                datastream,
                new Recomputation.Range(cell.startMicros(), cell.endMicros()),
                annotations.listEvents(datastream, cell.startMicros(), cell.endMicros()),
                observations.listRevisions(datastream, from, to),
                conflicts.listOf(datastream, from, to),
                windows.listRevisions(datastream, cell.startMicros(), cell.endMicros()),
                version -> settings.find(datastream, version),
                asOfMillis);
    }
}
