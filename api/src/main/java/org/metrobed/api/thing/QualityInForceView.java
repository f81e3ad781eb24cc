package org.metrobed.api.thing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Datastream;
import org.metrobed.model.params.TestParams;

/** The tests of one datastream with the thresholds of one catalog version. */
public record QualityInForceView(
        @Doc("testbed/thing/property") String datastream,
        @Doc("UCUM; sizes are in it") String unit,
        @Doc("the catalog version that states them") long catalogVersion,

        @Doc("numbers in its payloads that mean no value") List<Double> sentinels,

        @Doc("the tests that run") List<TestView> tests) {

    /** A test that runs; /api/v1/quality-tests says what it means. */
    public record TestView(String code, List<SettingView> settings) {}

    /** A parameter of a test by its name in bundles, in the unit in which bundles state it. */
    public record SettingView(String name, String value) {}

    /**
     * What a datastream of a catalog is tested by.
     *
     * @param seen whether the reader sees a datastream
     */
    static QualityInForceView of(Datastream datastream, long catalogVersion, Predicate<String> seen) {
        List<TestView> tests = new ArrayList<>();
        datastream.settings().quality().tests().forEach(params -> tests.add(test(params)));
        tests.addAll(PeersInForce.tests(datastream.settings().peers(), seen));
        return new QualityInForceView(
                datastream.id().value(),
                datastream.unit(),
                catalogVersion,
                datastream.settings().sentinels().numbers(),
                tests);
    }

    private static TestView test(TestParams params) {
        QualityTest<?, ?> test = QualityTests.ofSlot(params.slot());
        return new TestView(
                test.info().code(),
                test.params().state((Record) params).stream()
                        .map(stated -> setting(stated.name(), stated.value()))
                        .toList());
    }

    static TestView test(QualityTest<?, ?> test, SettingView... settings) {
        return new TestView(test.info().code(), List.of(settings));
    }

    static SettingView setting(String name, String value) {
        return new SettingView(name, value);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "none" : Double.toString(value);
    }

    static String seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000)).toString();
    }
}
