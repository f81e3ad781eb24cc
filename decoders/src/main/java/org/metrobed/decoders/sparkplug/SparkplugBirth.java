package org.metrobed.decoders.sparkplug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.decoders.proto.SparkplugMetric;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.proto.sparkplug.PropertySet;

/**
 * The metrics in the newest birth of a device or of the node itself. Aliases are resolved within the same device, so
 * that devices that number their aliases from 0 are understood too. Filled once, then unchanged; one thread.
 */
final class SparkplugBirth {

    /** No birth: nothing is known. */
    static final SparkplugBirth NONE = new SparkplugBirth();

    private static final String UNIT_KEY = "engUnit";

    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, Definition> byName = new HashMap<>();
    private final Map<Long, Definition> byAlias = new HashMap<>();
    private int characters;

    /**
     * The definition of a metric in a birth.
     *
     * @param name its name; empty for an alias that was given to several metrics
     * @param alias the alias that later messages may use; null if there is none
     * @param datatype its Sparkplug type; 0 if not stated
     * @param unit null if not stated
     */
    record Definition(String name, Long alias, int datatype, String unit) {
        boolean isAmbiguous() {
            return name.isEmpty();
        }
    }

    private SparkplugBirth() {}

    /** Reads the payload of a birth. */
    static SparkplugBirth of(Payload payload) {
        SparkplugBirth birth = new SparkplugBirth();
        for (Metric metric : payload.getMetricsList()) {
            if (!metric.getName().isEmpty()) {
                Long alias = metric.hasAlias() ? metric.getAlias() : null;
                birth.add(new Definition(metric.getName(), alias, metric.getDatatype(), unit(metric)));
            }
        }
        return birth;
    }

    /** Restores a saved birth. */
    static SparkplugBirth of(List<SparkplugMetric> saved) {
        SparkplugBirth birth = new SparkplugBirth();
        for (SparkplugMetric metric : saved) {
            Long alias = metric.hasAlias() ? metric.getAlias() : null;
            String unit = metric.getUnit().isEmpty() ? null : metric.getUnit();
            birth.add(new Definition(metric.getName(), alias, metric.getDatatype(), unit));
        }
        return birth;
    }

    /** The format that {@link #of(List)} reads. */
    List<SparkplugMetric> save() {
        return definitions.stream().map(SparkplugBirth::save).toList();
    }

    /** The number of metrics. */
    int size() {
        return definitions.size();
    }

    /** The total length of all names and units. */
    int characters() {
        return characters;
    }

    /** The definition of a metric, found by its name, or by its alias if it has no name; null if not known. */
    Definition find(Metric metric) {
        if (!metric.getName().isEmpty()) {
            return byName.get(metric.getName());
        }
        return metric.hasAlias() ? byAlias.get(metric.getAlias()) : null;
    }

    /** The unit that a metric states; null if it states none. */
    static String unit(Metric metric) {
        PropertySet properties = metric.getProperties();
        int at = properties.getKeysList().indexOf(UNIT_KEY);
        boolean stated = at >= 0
                && at < properties.getValuesCount()
                && !properties.getValues(at).getStringValue().isEmpty();
        return stated ? properties.getValues(at).getStringValue() : null;
    }

    private void add(Definition definition) {
        definitions.add(definition);
        characters += definition.name().length();
        characters += definition.unit() == null ? 0 : definition.unit().length();
        byName.put(definition.name(), definition);
        if (definition.alias() != null) {
            Definition before = byAlias.get(definition.alias());
            boolean ambiguous = before != null && !before.name().equals(definition.name());
            byAlias.put(definition.alias(), ambiguous ? new Definition("", definition.alias(), 0, null) : definition);
        }
    }

    private static SparkplugMetric save(Definition definition) {
        SparkplugMetric.Builder saved =
                SparkplugMetric.newBuilder().setName(definition.name()).setDatatype(definition.datatype());
        if (definition.alias() != null) {
            saved.setAlias(definition.alias());
        }
        if (definition.unit() != null) {
            saved.setUnit(definition.unit());
        }
        return saved.build();
    }
}
