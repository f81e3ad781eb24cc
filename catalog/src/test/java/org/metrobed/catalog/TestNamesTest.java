package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.core.quality.QualityTests;
import org.metrobed.core.quality.TestInfo;

/** What RULES.md and the API call a threshold is what a bundle calls it. */
class TestNamesTest {

    /** Which runs on vectors of the reference and not on the stream, so that no bundle names it. */
    private static final String OF_FILES_ALONE = "data-reception";

    private static final String KNOWN = "; known: ";

    static Stream<TestInfo> tests() {
        return QualityTests.list().stream()
                .map(test -> test.info())
                .filter(info -> !info.thresholds().isEmpty() && !info.code().equals(OF_FILES_ALONE));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void bundleAcceptsEveryNameThatATestTells(TestInfo info) {
        for (TestInfo.Threshold threshold : info.thresholds()) {
            List<String> way = List.of(threshold.name().split("\\."));
            Set<String> known = knownKeys(info.code(), way.subList(0, way.size() - 1));
            assertThat(known).as(info.code()).contains(way.get(way.size() - 1));
        }
    }

    /** The keys that the reader of a bundle knows at a place in a test, as its complaint about another one tells them. */
    private static Set<String> knownKeys(String code, List<String> way) {
        String inner = "{ there-is-no-such-key: 1 }";
        for (int i = way.size() - 1; i >= 0; i--) {
            inner = "{ " + way.get(i) + ": " + inner + " }";
        }
        String text = code.equals("cross-check") ? "[ " + inner.replace("{ ", "{ twin-of: o3, ") + " ]" : inner;
        String quality = code.equals("gross-range")
                ? "ranges: { there-is-no-such-key: 1 }"
                : "quality: { " + code + ": " + text + " }";
        String ranges = "ranges: { fail: [-5, 1000], suspect: [0, 500] }";
        Set<String> known = new TreeSet<>();
        for (CatalogProblem problem : Bundles.problemsOf(Bundles.soundBut("properties.yaml", ranges, quality))) {
            int at = problem.message().indexOf(KNOWN);
            if (at >= 0) {
                known.addAll(Arrays.asList(
                        problem.message().substring(at + KNOWN.length()).split(", ")));
            }
        }
        return known;
    }
}
