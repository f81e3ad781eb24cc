package org.metrobed.analysis.quality;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Unit;

/**
 * The description of a test, for people: written into {@code docs/RULES.md} and served by the API. Immutable.
 *
 * @param code stable, in kebab-case
 * @param fault one sentence: the fault of a reading that it flags
 * @param explanation how it decides
 * @param thresholds the parameters it reads
 * @param source where test and thresholds come from
 */
public record TestInfo(String code, String fault, String explanation, List<Threshold> thresholds, String source) {

    /** One parameter of a test: its name in bundles, its meaning, its unit in words. */
    public record Threshold(String name, String meaning, String unit) {
        public Threshold {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(meaning, "meaning");
            Objects.requireNonNull(unit, "unit");
        }
    }

    public TestInfo {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(explanation, "explanation");
        thresholds = List.copyOf(thresholds);
        Objects.requireNonNull(source, "source");
    }

    /** A test whose parameters are described later. */
    static TestInfo of(String code, String fault, String explanation, String source) {
        return new TestInfo(code, fault, explanation, List.of(), source);
    }

    /** This description with the parameters of a record. */
    TestInfo withThresholds(ParamSpec<?> params) {
        List<Threshold> described = params.describe().stream()
                .map(one -> new Threshold(
                        one.name(),
                        one.parameter().doc(),
                        one.parameter().unit() == Unit.NONE
                                ? one.parameter().kind().words()
                                : one.parameter().unit().words()))
                .toList();
        return new TestInfo(code, fault, explanation, described, source);
    }
}
