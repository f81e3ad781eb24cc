package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.yaml.YamlProblem;

/** A bundle cannot give one datastream more settings than the pipeline can send with each of its readings. */
class SizeRulesTest {

    private static final int MOST = 32;

    @Test
    void datastreamHasAtMost32Thresholds() {
        assertThat(Bundles.problemsOf(withThresholds("properties.yaml", "high:", MOST - 1)))
                .isEmpty();
        assertThat(Bundles.problemsOf(withThresholds("properties.yaml", "high:", 299)))
                .extracting(YamlProblem::toString)
                .singleElement()
                .asString()
                .startsWith("town/properties.yaml:308:7: properties.pm25.thresholds.high ")
                .endsWith("makes it 300 thresholds of one datastream, inherited ones included; at most 32 are allowed");
    }

    @Test
    void inheritedThresholdsCountToo() {
        CatalogFiles files = Bundles.soundBut(
                "thing-types.yaml", "pm25:", "pm25:\n        thresholds: { " + thresholds(MOST, ", ") + " }");

        assertThat(Bundles.problemsOf(files))
                .extracting(YamlProblem::toString)
                .singleElement()
                .asString()
                .startsWith("town/thing-types.yaml:6:")
                .contains("makes it 33 thresholds of one datastream");
    }

    @Test
    void atMost32DatastreamsAreComputedFromTheHoursOfOne() {
        assertThat(Bundles.problemsOf(withProducts(MOST - 1))).isEmpty();
        assertThat(Bundles.problemsOf(withProducts(MOST)))
                .extracting(YamlProblem::message)
                .singleElement()
                .asString()
                .matches("properties\\.nowcast\\.derived\\.from makes it 33 datastreams that are computed from"
                        + " town/air-01/pm25; at most 32 are allowed");
    }

    /** The derived property of the bundle, and this number of further ones. */
    private static CatalogFiles withProducts(int more) {
        String properties = IntStream.range(0, more)
                .mapToObj(i -> DerivedTest.PROPERTIES
                        .lines()
                        .filter(line -> line.contains("nowcast:"))
                        .findFirst()
                        .orElseThrow()
                        .replace("nowcast:", "hourly-" + i + ":"))
                .collect(Collectors.joining("\n", "", "\n"));
        String uses = IntStream.range(0, more)
                .mapToObj(i -> "      hourly-" + i + ":\n")
                .collect(Collectors.joining());
        return DerivedTest.bundle(DerivedTest.PROPERTIES + properties, uses, "");
    }

    private static CatalogFiles withThresholds(String file, String first, int more) {
        String indent = "\n      ";
        return Bundles.soundBut(file, first, thresholds(more, indent) + indent + first);
    }

    private static String thresholds(int count, String separator) {
        return IntStream.range(0, count)
                .mapToObj(i -> "t" + i + ": { above: " + (60 + i) + ", severity: info }")
                .collect(Collectors.joining(separator));
    }
}
