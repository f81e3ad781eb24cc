package org.metrobed.analysis.quality;

import java.util.List;
import java.util.Objects;

/**
 * The description of a test, for people: written into {@code docs/RULES.md} and served by the API. Immutable.
 *
 * @param code stable, in kebab-case
 * @param fault one sentence: the fault of a reading that it flags
 * @param explanation how it decides
 * @param thresholds the settings it reads
 * @param source the source of the test and of its thresholds
 */
public record TestInfo(String code, String fault, String explanation, List<Threshold> thresholds, String source) {

    /** One setting of a test: its name in the catalog, its meaning, its unit in words. */
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
}
