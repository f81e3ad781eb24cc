package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.ProductInputs;
import org.metrobed.analysis.correction.Reach;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;

/** Reads the rows of the inputs of a product. Thread-safe if its data source is. */
final class ProductRows {

    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final long BEFORE_MICROS = ProductOfHours.MOST_HOURS * HOUR_MICROS;
    private static final long AFTER_MICROS = 2 * HOUR_MICROS;

    private final DataSource database;
    private final ObservationReader observations;
    private final AnnotationReader annotations;
    private final WindowReader windows;
    private final SettingsSource settings;

    ProductRows(DataSource database, SettingsSource settings) {
        this.database = database;
        this.observations = new ObservationReader(database);
        this.annotations = new AnnotationReader(database);
        this.windows = new WindowReader(database, settings);
        this.settings = settings;
    }

    /** The inputs of these inputs. */
    Set<String> indirect(ProductInputs inputs) {
        Set<String> names = new TreeSet<>();
        inputs.byDatastream().forEach((name, input) -> names.addAll(stated(name, input.observations())));
        return names;
    }

    /** The inputs of a datastream that rows say, or that changes of inputs have told; none if it is measured. */
    Set<String> names(String datastream, List<Observation> rows) throws SQLException {
        Set<String> names = new TreeSet<>(ProductTables.listInputs(database, datastream));
        names.addAll(stated(datastream, rows));
        return names;
    }

    /** The inputs of a datastream in the catalog versions of rows. */
    private Set<String> stated(String datastream, List<Observation> rows) {
        Set<String> names = new TreeSet<>();
        Set<Long> versions = rows.stream().map(Observation::catalogVersion).collect(Collectors.toSet());
        for (long version : versions) {
            settings.find(datastream, version)
                    .map(DatastreamSettings::derivation)
                    .map(Derivation::inputs)
                    .ifPresent(inputs -> inputs.forEach(input -> names.add(input.datastream())));
        }
        return names;
    }

    /** The rows that values of a range may follow from. */
    ProductInputs read(Set<String> names, List<Observation> rows, Recomputation.Range range, long asOfMillis)
            throws SQLException {
        if (names.isEmpty()) {
            return ProductInputs.NONE;
        }
        Set<Long> there = new HashSet<>();
        rows.stream().filter(row -> !row.cause().isComputed()).forEach(row -> there.add(row.phenomenonMicros()));
        Map<String, ProductInputs.Input> inputs = new HashMap<>();
        for (String name : names) {
            inputs.put(name, read(name, there, range, asOfMillis));
        }
        return new ProductInputs(inputs, range);
    }

    private ProductInputs.Input read(String name, Set<Long> there, Recomputation.Range range, long asOfMillis)
            throws SQLException {
        long from = range.fromMicros() - BEFORE_MICROS;
        long to = range.toMicros() + AFTER_MICROS;
        List<Observation> rows = observations.listRevisions(name, from, to);
        boolean missed = rows.stream()
                .anyMatch(row ->
                        Recomputation.isOutOfTurn(row) && !there.contains(ProductInputs.hour(row.phenomenonMicros())));
        if (missed) { // whether the stream had passed the hour is in the rows after it
            to += Reach.LONGEST_MICROS;
            rows = observations.listRevisions(name, from, to);
        }
        return new ProductInputs.Input(
                rows,
                annotations.listEvents(name, from, to),
                windows.countByHour(name, from, to, asOfMillis),
                version -> settings.find(name, version));
    }
}
