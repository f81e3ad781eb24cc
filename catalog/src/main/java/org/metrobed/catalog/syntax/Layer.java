package org.metrobed.catalog.syntax;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.params.ParamSpec;

/**
 * The statements of one place in a bundle about a datastream. The place is a property, a thing type or a thing.
 * Anything not stated is taken from the weaker layer.
 *
 * @param options the stated {@link DatastreamOptions}, by the name of their component
 * @param quality the tests other than the ranges
 * @param thresholds by name; empty for {@code none}, which removes an inherited one
 * @param derived the derivation; empty in the inner for {@code none}
 * @param anomalyDetection the anomaly detection setting
 */
public record Layer(
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

    /** Largest number of thresholds of a datastream. */
    public static final int MOST_THRESHOLDS = 32;

    /** Reads the keys of a layer; the caller finishes the fields. */
    static Layer read(Fields fields) {
        fields.rename(AnomalyDetectionOptions.KEY, List.of("watch"));
        Optional<Fields> ranges = fields.find("ranges").map(Fields::of);
        Layer layer = new Layer(
                located(fields, "name", field -> Values.text(field, Values.NAME_LENGTH)),
                readOptions(fields),
                ranges.flatMap(map -> located(map, "fail", field -> span(map, field))),
                ranges.flatMap(map -> located(map, "suspect", field -> span(map, field))),
                fields.find("quality").map(QualityLayer::read).orElse(QualityLayer.SILENT),
                fields.find("thresholds").map(Layer::readThresholds).orElse(Map.of()),
                located(fields, "derived", Derived::read),
                located(fields, AnomalyDetectionOptions.KEY, AnomalyDetectionSetting::read));
        ranges.ifPresent(map -> {
            map.find("per");
            map.finish();
        });
        return layer;
    }

    /** The kind of statistic that one reading is. */
    public Optional<Located<Statistic>> statistic() {
        return option("statistic", Statistic.class);
    }

    /** Expected time between readings, milliseconds. */
    public Optional<Located<Long>> intervalMillis() {
        return option("intervalMillis", Long.class);
    }

    /** The idle timeout, milliseconds. */
    public Optional<Located<Long>> idleTimeoutMillis() {
        return option("idleTimeoutMillis", Long.class);
    }

    /** These statements with other tests. */
    Layer withQuality(QualityLayer other) {
        return new Layer(name, options, fail, suspect, other, thresholds, derived, anomalyDetection);
    }

    private <T> Optional<Located<T>> option(String component, Class<T> type) {
        return Optional.ofNullable(options.get(component))
                .map(stated -> new Located<>(type.cast(stated.value()), stated.field()));
    }

    private static Map<String, Located<Object>> readOptions(Fields fields) {
        Map<String, Located<Object>> options = new HashMap<>();
        ParamSpec.of(DatastreamOptions.class).publics().forEach(parameter -> {
            fields.rename(parameter.name(), parameter.aliases());
            fields.find(parameter.name())
                    .ifPresent(field -> ParamReader.value(parameter, field)
                            .ifPresent(value -> options.put(parameter.component(), new Located<>(value, field))));
        });
        return options;
    }

    private static Optional<NumberRange> span(Fields ranges, Field field) {
        Optional<Long> per = ranges.find("per").flatMap(time -> Values.millis(time, TICK, LONGEST_INTERVAL));
        return Values.span(field).map(span -> new NumberRange(span.low(), span.high(), per.orElse(0L)));
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

    /** Reads one value and reports problems at its field. */
    interface ValueReader<T> {
        Optional<T> read(Field field);
    }
}
