package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.ProductInputs;
import org.metrobed.analysis.correction.Reach;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.model.Observation;
import org.metrobed.store.observation.ConflictReader;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;

/** Reads the rows that corrections of a cell follow from. Thread-safe if its data source is. */
final class CellRows {

    private final AnnotationReader annotations;
    private final ObservationReader observations;
    private final ConflictReader conflicts;
    private final WindowReader windows;
    private final ProductRows products;
    private final SettingsSource settings;

    /**
     * The rows of a cell and, if it is of a product, those of its inputs.
     *
     * @param indirect the inputs of its inputs
     */
    record Rows(Recomputation.Stored stored, ProductInputs inputs, Set<String> indirect) {

        Recomputation.Result compute() {
            return Recomputation.of(stored, inputs);
        }
    }

    CellRows(DataSource database, SettingsSource settings) {
        this.annotations = new AnnotationReader(database);
        this.observations = new ObservationReader(database);
        this.conflicts = new ConflictReader(database);
        this.windows = new WindowReader(database, settings);
        this.products = new ProductRows(database, settings);
        this.settings = settings;
    }

    /**
     * The rows of a cell, and the readings around it that its tests reach, by the settings that reach farthest; where
     * readings are rare, at least some of those on time.
     */
    Rows read(Cell cell, long asOfMillis) throws SQLException {
        String datastream = cell.datastream();
        long reach = settings.listAll(datastream).stream()
                .mapToLong(of -> 2 * Reach.micros(of))
                .max()
                .orElse(0);
        long from = observations.startOfOnTime(
                datastream, cell.startMicros() - reach, 2 * Reach.ROWS, Reach.LONGEST_MICROS);
        long to = observations.endOfOnTime(datastream, cell.endMicros() + reach, 2 * Reach.ROWS, Reach.LONGEST_MICROS);
        List<Observation> rows = observations.listRevisions(datastream, from, to);
        Recomputation.Stored stored = new Recomputation.Stored(
                datastream,
                new Recomputation.Range(cell.startMicros(), cell.endMicros()),
                annotations.listEvents(datastream, from, to),
                rows,
                conflicts.listOf(datastream, from, to),
                windows.listRevisions(datastream, cell.startMicros(), cell.endMicros()),
                version -> settings.find(datastream, version),
                asOfMillis);
        Recomputation.Range around = new Recomputation.Range(from, to);
        ProductInputs inputs = products.read(products.names(datastream, rows), rows, around, asOfMillis);
        return new Rows(stored, inputs, products.indirect(inputs));
    }
}
