package org.metrobed.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.metrobed.core.model.Datastream.Statistic;
import org.metrobed.core.model.ThresholdRule;

/**
 * What one place in a bundle says about a datastream: a property, a thing type or a thing. What it leaves out it takes from
 * the place below.
 *
 * @param quality the tests beside the ranges
 * @param thresholds by name; empty where it says {@code none}, which takes an inherited one away
 * @param derived how it is computed; empty in the inner where it says {@code none}
 * @param watch how it is watched
 */
record Layer(
        Optional<Located<String>> name,
        Optional<Located<Statistic>> statistic,
        Optional<Located<Long>> intervalMillis,
        Optional<Located<Long>> allowanceMillis,
        Optional<Located<Long>> graceMillis,
        Optional<Located<Span>> fail,
        Optional<Located<Span>> suspect,
        QualityLayer quality,
        Map<String, Located<Optional<ThresholdRule>>> thresholds,
        Optional<Located<Optional<Derived>>> derived,
        Optional<Located<WatchSetting>> watch) {

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(31);
    private static final Duration LONGEST_ALLOWANCE = Duration.ofDays(1);
    private static final Duration LONGEST_GRACE = Duration.ofDays(100);

    /** How many thresholds a datastream has at most. */
    static final int MOST_THRESHOLDS = 32;

    /** Reads the keys of a layer; the caller finishes the fields. */
    static Layer read(Fields fields) {
        Optional<Fields> ranges = fields.find("ranges").map(Fields::of);
        Layer layer = new Layer(
                located(fields, "name", field -> Values.text(field, Values.NAME_LENGTH)),
                located(
                        fields,
                        "statistic",
                        field -> Values.word(
                                field,
                                List.of(Statistic.values()),
                                statistic -> statistic.name().toLowerCase(Locale.ROOT))),
                located(fields, "interval", field -> Values.millis(field, TICK, LONGEST_INTERVAL)),
                located(fields, "allowance", field -> Values.millis(field, Duration.ZERO, LONGEST_ALLOWANCE)),
                located(fields, "grace", field -> Values.millis(field, TICK, LONGEST_GRACE)),
                ranges.flatMap(map -> located(map, "fail", field -> span(map, field))),
                ranges.flatMap(map -> located(map, "suspect", field -> span(map, field))),
                fields.find("quality").map(QualityLayer::read).orElse(QualityLayer.SILENT),
                fields.find("thresholds").map(Layer::readThresholds).orElse(Map.of()),
                located(fields, "derived", Derived::read),
                located(fields, "watch", WatchSetting::read));
        ranges.ifPresent(map -> {
            map.find("per");
            map.finish();
        });
        return layer;
    }

    private static Optional<Span> span(Fields ranges, Field field) {
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
