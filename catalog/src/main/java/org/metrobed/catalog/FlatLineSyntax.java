package org.metrobed.catalog;

import java.util.Optional;
import org.metrobed.catalog.QualityLayer.TestSetting;
import org.metrobed.model.limits.FlatLineLimits;
import org.metrobed.model.limits.FlatLinePolicy;
import org.metrobed.model.limits.QualityConfig;

/** Reads a flat line: {@code {suspect: PT2H, fail: PT4H, except: {span: 0, suspect: PT12H}}}. Static functions only. */
final class FlatLineSyntax {

    /** A gap of so many intervals begins a flat line anew, when the bundle says nothing. */
    private static final int GAP_INTERVALS = 5;
    /** A flat line has at least so many intervals: fewer would be any row. */
    private static final int LEAST_INTERVALS = 2;

    private FlatLineSyntax() {}

    static Optional<TestSetting> read(Field field) {
        Fields fields = Fields.of(field);
        TestSyntax.Pair times = TestSyntax.times(field, fields);
        double tolerance =
                fields.find("tolerance").flatMap(TestSyntax::positive).orElse(Double.MIN_VALUE);
        Optional<Double> gap = TestSyntax.seconds(fields, "gap");
        Optional<NumberRange> span = Optional.empty();
        TestSyntax.Pair exempt = new TestSyntax.Pair(TestSyntax.NEVER, TestSyntax.NEVER);
        Optional<Field> except = fields.find("except");
        if (except.isPresent()) {
            Fields inner = Fields.of(except.get());
            span = inner.require("span").flatMap(Values::spanOrPoint);
            exempt = new TestSyntax.Pair(
                    TestSyntax.seconds(inner, "suspect").orElse(TestSyntax.NEVER),
                    TestSyntax.seconds(inner, "fail").orElse(TestSyntax.NEVER));
            inner.finish();
        }
        fields.finish();
        return Optional.of(new FlatLineSetting(times, tolerance, gap, span.map(NumberRange::toLimits), exempt));
    }

    /** The gap follows from the time between readings when the bundle does not say it. */
    private record FlatLineSetting(
            TestSyntax.Pair times,
            double tolerance,
            Optional<Double> gap,
            Optional<org.metrobed.model.limits.Span> exemptSpan,
            TestSyntax.Pair exempt)
            implements TestSetting {

        @Override
        public QualityConfig addTo(QualityConfig config) {
            FlatLinePolicy policy = FlatLinePolicy.ofGap(gap.orElse(GAP_INTERVALS * config.intervalMicros() / 1e6));
            FlatLinePolicy whole = exemptSpan
                    .map(span -> policy.withExempt(span, exempt.suspect(), exempt.fail()))
                    .orElse(policy);
            return config.withFlatLine(new FlatLineLimits(times.suspect(), times.fail(), tolerance, whole));
        }

        @Override
        public Optional<String> findFault(QualityConfig config) {
            double least = LEAST_INTERVALS * config.intervalMicros() / 1e6;
            boolean fits = times.suspect() >= least
                    && times.fail() >= least
                    && exempt.suspect() >= least
                    && exempt.fail() >= least;
            return fits ? Optional.empty() : Optional.of("does not fit: must last at least two intervals");
        }
    }
}
