package org.metrobed.api.thing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.api.http.Doc;
import org.metrobed.core.limits.AttenuatedSignalLimits;
import org.metrobed.core.limits.ClimatologyLimits;
import org.metrobed.core.limits.FlatLineLimits;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Span;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.quality.AttenuatedSignal;
import org.metrobed.core.quality.Climatology;
import org.metrobed.core.quality.FlatLine;
import org.metrobed.core.quality.GrossRange;
import org.metrobed.core.quality.QualityTest;
import org.metrobed.core.quality.RateOfChange;
import org.metrobed.core.quality.Spike;
import org.metrobed.core.quality.TimeGap;

/** The tests of one datastream with the thresholds of one catalog version. */
public record QualityInForceView(
        @Doc("testbed/thing/property") String datastream,
        @Doc("UCUM; sizes are in it") String unit,
        @Doc("the catalog version that states them") long catalogVersion,

        @Doc("numbers of its payloads that stand for no value")
        List<Double> sentinels,

        @Doc("the tests that run") List<TestView> tests) {

    /** A test that runs; /api/v1/quality-tests says what it means. */
    public record TestView(String code, List<SettingView> settings) {}

    /** A threshold or word of a test: a number in the datastream's unit, a duration, or a span. */
    public record SettingView(String name, String value) {}

    /** What a datastream of a catalog is tested by. */
    static QualityInForceView of(Datastream datastream, long catalogVersion) {
        QualityConfig config = datastream.settings().quality();
        List<TestView> tests = new ArrayList<>();
        if (config.grossRange() != null) {
            tests.add(test(
                    GrossRange.TEST,
                    setting("suspect", span(config.grossRange().suspect())),
                    setting("fail", span(config.grossRange().fail()))));
        }
        if (config.spike() != null) {
            tests.add(test(
                    Spike.TEST,
                    setting("suspect", number(config.spike().suspect())),
                    setting("fail", number(config.spike().fail())),
                    setting("method", word(config.spike().method()))));
        }
        if (config.rateOfChange() != null) {
            tests.add(test(
                    RateOfChange.TEST,
                    setting("suspect", number(config.rateOfChange().suspect())),
                    setting("fail", number(config.rateOfChange().fail())),
                    setting("per", "PT1S"),
                    setting(
                            "sub-second",
                            Boolean.toString(!config.rateOfChange().wholeSeconds()))));
        }
        addWindows(config, tests);
        if (config.timeGap() != null) {
            tests.add(test(
                    TimeGap.TEST,
                    setting("suspect", seconds(config.timeGap().suspectSeconds())),
                    setting("fail", seconds(config.timeGap().failSeconds()))));
        }
        tests.addAll(CompanyInForce.tests(datastream.settings().company()));
        return new QualityInForceView(
                datastream.id().value(),
                datastream.unit(),
                catalogVersion,
                datastream.settings().sentinels().numbers(),
                tests);
    }

    private static void addWindows(QualityConfig config, List<TestView> tests) {
        if (config.flatLine() != null) {
            tests.add(flatLine(config.flatLine()));
        }
        if (config.attenuatedSignal() != null) {
            tests.add(attenuatedSignal(config.attenuatedSignal()));
        }
        if (config.climatology() != null) {
            tests.add(climatology(config.climatology()));
        }
    }

    private static TestView flatLine(FlatLineLimits limits) {
        List<SettingView> settings = new ArrayList<>(List.of(
                setting("suspect", seconds(limits.suspectSeconds())),
                setting("fail", seconds(limits.failSeconds())),
                setting("tolerance", limits.tolerance() == Double.MIN_VALUE ? "equal" : number(limits.tolerance())),
                setting("gap", seconds(limits.policy().gapSeconds()))));
        if (limits.policy().exempt() != null) {
            settings.add(setting("except.span", span(limits.policy().exempt())));
            settings.add(setting("except.suspect", seconds(limits.policy().exemptSuspectSeconds())));
            settings.add(setting("except.fail", seconds(limits.policy().exemptFailSeconds())));
        }
        return new TestView(FlatLine.TEST.info().code(), settings);
    }

    private static TestView attenuatedSignal(AttenuatedSignalLimits limits) {
        return test(
                AttenuatedSignal.TEST,
                setting("suspect", number(limits.suspect())),
                setting("fail", number(limits.fail())),
                setting("over", seconds(limits.periodSeconds())),
                setting("at-least", Integer.toString(limits.minObservations())),
                setting("check", word(limits.check())));
    }

    private static TestView climatology(ClimatologyLimits limits) {
        List<SettingView> settings = new ArrayList<>();
        settings.add(setting("zone", limits.zone()));
        for (ClimatologyLimits.Member member : limits.members()) {
            StringBuilder when = new StringBuilder();
            member.seasons()
                    .forEach(season -> when.append(season.period().word())
                            .append(' ')
                            .append(span(season.span()))
                            .append(' '));
            settings.add(
                    setting("members", when + "suspect " + span(member.suspect()) + " fail " + span(member.fail())));
        }
        return new TestView(Climatology.TEST.info().code(), settings);
    }

    static TestView test(QualityTest test, SettingView... settings) {
        return new TestView(test.info().code(), List.of(settings));
    }

    static SettingView setting(String name, String value) {
        return new SettingView(name, value);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "none" : Double.toString(value);
    }

    static String seconds(double seconds) {
        return Double.isInfinite(seconds)
                ? "never"
                : Duration.ofMillis(Math.round(seconds * 1_000)).toString();
    }

    private static String span(Span span) {
        return "[" + end(span.low()) + ", " + end(span.high()) + "]";
    }

    private static String end(double value) {
        return Double.isNaN(value) ? "open" : Double.toString(value);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
