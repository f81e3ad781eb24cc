package org.metrobed.catalog.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.TestParams;

/**
 * The statements of one place in a bundle about the quality tests of a datastream.
 *
 * @param tests by their key; empty for {@code none}, which removes an inherited one
 * @param sentinels numbers that mean a missing value
 * @param peers the tests against peers
 */
public record QualityLayer(
        Map<String, Located<Optional<TestParams>>> tests, Optional<Located<Sentinels>> sentinels, PeerLayer peers) {

    /** States nothing. */
    public static final QualityLayer SILENT = new QualityLayer(Map.of(), Optional.empty(), PeerLayer.SILENT);

    /** Ends the sentence about a span that crosses north. */
    public static final String NOT_ACROSS =
            ", must have its lower end first; only a span of directions may cross north";

    private static final double MOST = Double.MAX_VALUE;
    private static final int MOST_SENTINELS = 16;

    /** Reads the map of tests. */
    static QualityLayer read(Field field) {
        Fields fields = Fields.of(field);
        Map<String, Located<Optional<TestParams>>> tests = new LinkedHashMap<>();
        for (QualityTest<?, ?> test : QualityTests.list()) {
            if (test.place() == QualityTest.Place.QUALITY) {
                String key = test.info().code();
                fields.find(key)
                        .ifPresent(stated ->
                                read(test, stated).ifPresent(params -> tests.put(key, new Located<>(params, stated))));
            }
        }
        Optional<Located<Sentinels>> sentinels =
                fields.find("sentinels").map(list -> new Located<>(readSentinels(list), list));
        PeerLayer peers = PeerSyntax.read(fields);
        fields.finish();
        return new QualityLayer(tests, sentinels, peers);
    }

    /** The parameters of a test; empty in the inner for {@code none}. */
    private static Optional<Optional<TestParams>> read(QualityTest<?, ?> test, Field field) {
        if (field.isWord("none")) {
            return Optional.of(Optional.empty());
        }
        Optional<? extends Record> params = ParamReader.read(test.params(), field);
        return params.isPresent() ? Optional.of(Optional.of((TestParams) params.get())) : Optional.empty();
    }

    /** Reports a problem if it removes a test that is not inherited. */
    public void checkTakenAway(Set<String> inherited) {
        tests.forEach((key, test) -> {
            if (test.value().isEmpty() && !inherited.contains(key)) {
                test.field().problemAtKey("takes away a test that is not inherited" + Nearest.hint(key, inherited));
            }
        });
        peers.checkTakenAway(inherited);
    }

    /** The keys of the tests that it states or removes. */
    public Set<String> keys() {
        Set<String> keys = peers.keys();
        keys.addAll(tests.keySet());
        return keys;
    }

    /** These tests over those of the weaker layer. */
    public QualityLayer over(QualityLayer weaker) {
        Map<String, Located<Optional<TestParams>>> merged = new LinkedHashMap<>(weaker.tests);
        merged.putAll(tests);
        merged.values().removeIf(test -> test.value().isEmpty());
        return new QualityLayer(merged, sentinels.or(weaker::sentinels), peers.over(weaker.peers));
    }

    /** Reports a problem if a test does not fit the time between readings. */
    public void check(QualityConfig config) {
        tests.values()
                .forEach(test -> test.value()
                        .flatMap(params -> params.findFault(config.intervalMicros()))
                        .ifPresent(test.field()::problem));
    }

    /** Reports a problem if a span of a test crosses north. */
    public void checkNotAcrossNorth() {
        tests.values()
                .forEach(test -> test.value().map(TestParams::spans).orElse(List.of()).stream()
                        .filter(span -> span.low() > span.high())
                        .forEach(span -> test.field().problem("has the span " + Parameter.text(span) + NOT_ACROSS)));
    }

    /** The configuration with these tests. */
    public QualityConfig addTo(QualityConfig config) {
        QualityConfig all = config;
        for (Located<Optional<TestParams>> test : tests.values()) {
            if (test.value().isPresent()) {
                all = all.with(test.value().get().at(config.intervalMicros()));
            }
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
