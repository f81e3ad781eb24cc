package org.metrobed.catalog.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.catalog.units.GasDeclaration;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.model.Datastream.Statistic;

/**
 * A property of the library that comes with the catalog, as one bundle uses it. It is read anew for each use, because
 * its fields collect the problems of that use: anything that does not fit the bundle, such as a test that needs shorter
 * intervals.
 *
 * @param name in the library
 * @param unit its UCUM code
 * @param gas its gas; the bundle states the reference temperature
 * @param layer weaker than all layers of the bundle; without the tests whose thresholds depend on the interval
 * @param table these tests
 * @param definition the URI of the property in a public vocabulary; empty if it has none
 * @param sources where {@code ranges} and each test come from
 * @param ratesDiffer whether readings come at such different rates that a bundle must state the interval; the library's holds for
 *     versions that were published before this rule
 * @param problems of this use
 */
public record Standard(
        String name,
        Optional<String> unit,
        GasDeclaration gas,
        Layer layer,
        IntervalTable table,
        String definition,
        Map<String, String> sources,
        boolean ratesDiffer,
        YamlProblems problems) {

    private static final String RESOURCE = "standard-properties.yaml";
    private static final String TEXT = text();

    /** The names of the library, in its order. */
    static Set<String> names() {
        return entries(new YamlProblems()).keySet();
    }

    /** The standard property that a field names; reports a problem if there is none. */
    static Optional<Standard> find(Field field) {
        YamlProblems problems = new YamlProblems();
        Map<String, Field> entries = entries(problems);
        return field.scalar().flatMap(name -> {
            if (!entries.containsKey(name)) {
                field.problem("names no standard property " + Nearest.quote(name) + " of docs/PROPERTIES.md"
                        + Nearest.hint(name, entries.keySet()));
            }
            return Optional.ofNullable(entries.get(name)).map(entry -> read(name, entry));
        });
    }

    /** The statistic of a property of the library; empty if the library has none of this name, or does not state it. */
    public static Optional<Statistic> findStatistic(String name) {
        return Optional.ofNullable(entries(new YamlProblems()).get(name))
                .flatMap(entry -> read(name, entry).layer().statistic())
                .map(Located::value);
    }

    /** Reports the problems of this use at the field that names the standard property. */
    public void report(Field field) {
        problems.list().forEach(problem -> field.problem("does not fit: " + problem.message() + "; override it"));
    }

    /** Its layer for datastreams with this time between readings, milliseconds. */
    public Layer at(long intervalMillis) {
        return layer.withQuality(layer.quality().over(table.at(intervalMillis)));
    }

    /**
     * Reports a problem if it gives a bundle no interval that the bundle does not state; if it once gave one, of a published version
     * a warning.
     */
    public void complainOfRate(Field field) {
        String rule = "so the property, type or thing must state 'interval', the time from one to the next";
        Optional<Long> interval = layer.intervalMillis().map(Located::value);
        if (interval.isEmpty()) {
            field.problem("does not fit: it does not say how often readings of " + name + " come, " + rule);
        } else if (ratesDiffer) {
            field.problemUnlessPublished(
                    "does not fit: readings of " + name + " come at very different rates, " + rule,
                    "until then it is " + Duration.ofMillis(interval.get()));
        }
    }

    /**
     * Reports a problem if there are no thresholds for an interval; of a published version, a warning.
     *
     * @param field names the standard property
     * @param stated keys of tests that stronger layers state or remove
     */
    public void check(Field field, long intervalMillis, Set<String> stated) {
        List<String> missing =
                table.tests().stream().filter(test -> !stated.contains(test)).toList();
        if (!missing.isEmpty() && !table.covers(intervalMillis)) {
            table.complain(field, name, missing, intervalMillis);
        }
    }

    /** The entries of the library by name. */
    static Map<String, Field> entries(YamlProblems problems) {
        Map<String, Field> entries = new LinkedHashMap<>();
        YamlText.parse(RESOURCE, TEXT, problems)
                .map(Fields::of)
                .flatMap(sections -> sections.require("properties"))
                .ifPresent(section -> Fields.of(section)
                        .entries()
                        .forEach((name, entry) ->
                                entries.put(name, new Field(problems, entry.key(), "standard " + name, entry.node()))));
        return entries;
    }

    /** Reads an entry of the library. */
    static Standard read(String name, Field entry) {
        Fields fields = Fields.of(entry);
        Map<String, String> sources = new LinkedHashMap<>();
        fields.require("sources")
                .ifPresent(field -> Fields.of(field)
                        .entries()
                        .forEach((part, text) ->
                                Values.text(text, Values.TEXT_LENGTH).ifPresent(source -> sources.put(part, source))));
        Standard standard = new Standard(
                name,
                fields.require("unit").flatMap(Units::read),
                GasDeclaration.read(fields),
                Layer.read(fields),
                IntervalTable.read(fields),
                fields.find("definition")
                        .flatMap(field -> Values.text(field, Values.NAME_LENGTH))
                        .orElse(""),
                sources,
                fields.find("rates-differ").flatMap(Values::flag).orElse(false),
                entry.problems());
        fields.finish();
        return standard;
    }

    private static String text() {
        try (InputStream stream = Standard.class.getResourceAsStream(RESOURCE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }
}
