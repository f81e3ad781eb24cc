package org.metrobed.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.params.ParamSpec;

/**
 * What one place in a bundle says about a datastream: a property, a thing type or a thing. What it leaves out it takes from
 * the place below.
 *
 * @param options what {@link DatastreamOptions} are stated, by the name of their component
 * @param quality the tests beside the ranges
 * @param thresholds by name; empty where it says {@code none}, which takes an inherited one away
 * @param derived how it is computed; empty in the inner where it says {@code none}
 * @param anomalyDetection how it is watched
 */
record Layer(
        Optional<Located<String>> name,
        Map<String, Located<Object>> options,
        Optional<Located<NumberRange>> fail,
        Optional<Located<NumberRange>> suspect,
        QualityLayer quality,
        Map<String, Located<Optional<ThresholdRule>>> thresholds,
        Optional<Located<Optional<Derived>>> derived,
        Optional<Located<AnomalyDetectionSetting>> anomalyDetection) {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(31);

    /** How many thresholds a datastream has at most. */
    static final int MOST_THRESHOLDS = 32;

    /** Reads the keys of a layer; the caller finishes the fields. */
    static Layer read(Fields fields) {
        Optional<Fields> ranges = fields.find("ranges").map(Fields::of);
        Layer layer = new Layer(
                located(fields, "name", field -> Values.text(field, Values.NAME_LENGTH)),
                readOptions(fields),
                ranges.flatMap(map -> located(map, "fail", field -> span(map, field))),
                ranges.flatMap(map -> located(map, "suspect", field -> span(map, field))),
                fields.find("quality").map(QualityLayer::read).orElse(QualityLayer.SILENT),
                fields.find("thresholds").map(Layer::readThresholds).orElse(Map.of()),
                located(fields, "derived", Derived::read),
                located(fields, "watch", AnomalyDetectionSetting::read));
        ranges.ifPresent(map -> {
            map.find("per");
            map.finish();
        });
        return layer;
    }

    /** What one reading is. */
    Optional<Located<Statistic>> statistic() {
        return option("statistic", Statistic.class);
    }

    /** Expected time between readings, milliseconds. */
    Optional<Located<Long>> intervalMillis() {
        return option("intervalMillis", Long.class);
    }

    /** How long silence may last, milliseconds. */
    Optional<Located<Long>> idleTimeoutMillis() {
        return option("idleTimeoutMillis", Long.class);
    }

    private <T> Optional<Located<T>> option(String component, Class<T> type) {
        return Optional.ofNullable(options.get(component))
                .map(stated -> new Located<>(type.cast(stated.value()), stated.field()));
    }

    private static Map<String, Located<Object>> readOptions(Fields fields) {
        Map<String, Located<Object>> options = new HashMap<>();
        ParamSpec.of(DatastreamOptions.class)
                .publics()
                .forEach(parameter -> fields.find(parameter.name())
                        .ifPresent(field -> ParamReader.value(parameter, field)
                                .ifPresent(value -> options.put(parameter.component(), new Located<>(value, field)))));
        return options;
    }

    private static Optional<NumberRange> span(Fields ranges, Field field) {
        Optional<Long> per = ranges.find("per").flatMap(time -> Values.millis(time, TICK, LONGEST_INTERVAL));
        return Values.span(field).map(span -> per.map(span::per).orElse(span));
    }

    private static <T> Optional<Located<T>> located(Fields fields, String key, ValueReader<T> reader) {
        return fields.find(key).flatMap(field -> reader.read(field).map(value -> new Located<>(value, field)));
    }

    private static Map<String, Located<Optional<ThresholdRule>>> readThresholds(Field field) {
        Map<String, Located<Optional<ThresholdRule>>> thresholds = new HashMap<>();
        Fields.of(field).entries().forEach((name, entry) -> {
            if (entry.isWord("none")) {
                thresholds.put(name, new Located<>(Optional.empty(), entry));
            } else if (Values.isNamed(name, entry)) {
                Thresholds.read(name, entry)
                        .ifPresent(rule -> thresholds.put(name, new Located<>(Optional.of(rule), entry)));
            }
        });
        return thresholds;
    }

    /** Reads one value and complains at its field. */
    interface ValueReader<T> {
        Optional<T> read(Field field);
    }
}
