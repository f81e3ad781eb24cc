package org.metrobed.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;

/**
 * What one place in a bundle says about the quality tests of a datastream.
 *
 * @param tests by their key; empty where it says {@code none}, which takes an inherited one away
 * @param sentinels numbers that stand for no value
 * @param peers the tests that hold its values against those of other datastreams
 */
record QualityLayer(
        Map<String, Located<Optional<TestSetting>>> tests, Optional<Located<Sentinels>> sentinels, PeerLayer peers) {

    /** Nothing. */
    static final QualityLayer SILENT = new QualityLayer(Map.of(), Optional.empty(), PeerLayer.SILENT);

    private static final double MOST = Double.MAX_VALUE;
    private static final int MOST_SENTINELS = 16;

    /** A test with its thresholds, which joins a configuration. */
    interface TestSetting {

        /** The configuration with this test. */
        QualityConfig addTo(QualityConfig config);

        /** What does not fit the time between readings of the configuration. */
        default Optional<String> findFault(QualityConfig config) {
            return Optional.empty();
        }
    }

    /** Reads the map of tests. */
    static QualityLayer read(Field field) {
        Fields fields = Fields.of(field);
        Map<String, Located<Optional<TestSetting>>> tests = new LinkedHashMap<>();
        TestSyntax.READERS.forEach((key, reader) -> fields.find(key).ifPresent(test -> {
            if (test.isWord("none")) {
                tests.put(key, new Located<>(Optional.empty(), test));
            } else {
                reader.apply(test).ifPresent(found -> tests.put(key, new Located<>(Optional.of(found), test)));
            }
        }));
        Optional<Located<Sentinels>> sentinels =
                fields.find("sentinels").map(list -> new Located<>(readSentinels(list), list));
        PeerLayer peers = PeerSyntax.read(fields);
        fields.finish();
        return new QualityLayer(tests, sentinels, peers);
    }

    /** Complains where it takes away what is not inherited. */
    void checkTakenAway(Set<String> inherited) {
        tests.forEach((key, test) -> {
            if (test.value().isEmpty() && !inherited.contains(key)) {
                test.field().problemAtKey("takes away a test that is not inherited" + Nearest.hint(key, inherited));
            }
        });
        peers.checkTakenAway(inherited);
    }

    /** The keys of the tests that it names, taken away or not. */
    Set<String> keys() {
        Set<String> keys = peers.keys();
        keys.addAll(tests.keySet());
        return keys;
    }

    /** These tests over those of the weaker place. */
    QualityLayer over(QualityLayer weaker) {
        Map<String, Located<Optional<TestSetting>>> merged = new LinkedHashMap<>(weaker.tests);
        merged.putAll(tests);
        merged.values().removeIf(test -> test.value().isEmpty());
        return new QualityLayer(merged, sentinels.or(weaker::sentinels), peers.over(weaker.peers));
    }

    /** Complains where a test does not fit the time between readings. */
    void check(QualityConfig config) {
        tests.values()
                .forEach(test -> test.value()
                        .flatMap(setting -> setting.findFault(config))
                        .ifPresent(test.field()::problem));
    }

    /** The configuration with these tests. */
    QualityConfig addTo(QualityConfig config) {
        QualityConfig all = config;
        for (Located<Optional<TestSetting>> test : tests.values()) {
            all = test.value().isPresent() ? test.value().get().addTo(all) : all;
        }
        return all;
    }

    private static Sentinels readSentinels(Field field) {
        List<Field> items = field.items();
        if (items.size() > MOST_SENTINELS) {
            field.problem("has " + items.size() + " numbers, at most " + MOST_SENTINELS + " are allowed");
        }
        List<Double> numbers = new ArrayList<>();
        items.stream()
                .limit(MOST_SENTINELS)
                .forEach(item -> Values.number(item, -MOST, MOST).ifPresent(numbers::add));
        return new Sentinels(numbers);
    }
}
