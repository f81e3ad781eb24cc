package org.metrobed.simulators.replay;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.RowCondition;

/**
 * The meaning of the columns of a CSV file, sufficient to publish its rows and to declare them in the catalog.
 * Immutable. The format is in docs/REPLAY.md.
 *
 * @param name display name of the recording
 * @param csv format of the file
 * @param time format of its times
 * @param testbed the id of the test-bed that it declares
 * @param thing the name of the thing of its rows
 * @param where the conditions on the rows of the thing; none for all rows
 * @param gateway the gateway name of the replay
 * @param batch maximum number of rows in one message
 * @param columns the replayed columns
 * @param bundle the text of the bundle that declares all this to the catalog
 * @param declared the datastreams of that bundle, by property
 */
@RecordBuilder
public record ReplayMapping(
        String name,
        CsvFormat csv,
        FileTimeFormat time,
        String testbed,
        String thing,
        List<RowCondition> where,
        String gateway,
        int batch,
        List<ReplayColumn> columns,
        String bundle,
        Map<String, Datastream> declared) {

    public ReplayMapping {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(csv, "csv");
        Objects.requireNonNull(time, "time");
        where = List.copyOf(where);
        columns = List.copyOf(columns);
        Objects.requireNonNull(bundle, "bundle");
        declared = Map.copyOf(declared);
    }

    /**
     * Reads a mapping file.
     *
     * @param warnings takes what is accepted but should be changed, such as a deprecated key
     * @throws MappingException with every error and its place
     * @throws IOException if the file cannot be read or is not UTF-8
     */
    public static ReplayMapping read(Path file, Consumer<YamlProblem> warnings) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file), warnings);
    }

    /**
     * Reads a mapping from text.
     *
     * @param file the file name for errors
     * @param warnings takes what is accepted but should be changed, such as a deprecated key
     * @throws MappingException with every error and its place
     */
    public static ReplayMapping parse(String file, String text, Consumer<YamlProblem> warnings) {
        return new MappingReader(file).read(text, warnings);
    }

    /**
     * The bundle that declares the recording: test-bed, thing, datastreams, binding. Together with the bundles of other
     * test-beds it is a valid catalog.
     *
     * @return texts by path, as in a folder of bundles
     */
    public Map<String, String> toCatalogFiles() {
        return Map.of(testbed + "/replay.yaml", bundle);
    }

    /** The ids of its datastreams. */
    public List<String> datastreams() {
        return columns.stream()
                .map(column -> testbed + "/" + thing + "/" + column.property())
                .toList();
    }

    /** The MQTT topic of its readings. */
    public String topic() {
        return "metrobed/v1/" + testbed + "/" + gateway + "/" + thing + "/up";
    }
}
