package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.TestInfo;
import org.metrobed.catalog.yaml.YamlProblem;

/** The names of thresholds in RULES.md and the API are those of a bundle. */
class TestNamesTest {

    /** The test that runs on vectors of the reference and not on the stream, so that no bundle names it. */
    private static final String OF_FILES_ALONE = "data-reception";

    static Stream<TestInfo> tests() {
        return QualityTests.list().stream()
                .map(test -> test.info())
                .filter(info -> !info.thresholds().isEmpty() && !info.code().equals(OF_FILES_ALONE));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void bundleAcceptsEveryNameThatATestTells(TestInfo info) {
        for (TestInfo.Threshold threshold : info.thresholds()) {
            assertThat(Bundles.problemsOf(stating(info.code(), threshold.name())))
                    .as(threshold.name())
                    .extracting(YamlProblem::message)
                    .noneMatch(message -> message.contains(" has the unknown key "));
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void bundleRefusesAnotherName(TestInfo info) {
        assertThat(Bundles.problemsOf(stating(info.code(), "there-is-no-such-key")))
                .extracting(YamlProblem::message)
                .anyMatch(message -> message.contains(" has the unknown key 'there-is-no-such-key'"));
    }

    /**
     * A bundle that states a parameter of a test; the name of an inner parameter follows a dot, and brackets follow a
     * list.
     */
    private static CatalogFiles stating(String code, String name) {
        String inner = "x";
        List<String> way = List.of(name.split("\\."));
        for (int i = way.size() - 1; i >= 0; i--) {
            boolean list = way.get(i).endsWith("[]");
            String key = way.get(i).replace("[]", "");
            inner = "{ " + key + ": " + (list ? "[ " + inner + " ]" : inner) + " }";
        }
        String checks = name.equals("relative") ? "[ { twin-of: o3, relative: 1 } ]" : "[ " + inner + " ]";
        String stated = switch (code) {
            case "gross-range" -> "ranges: " + inner;
            case "cross-check" -> "quality: { cross-check: " + checks + " }";
            default -> "quality: { " + code + ": " + inner + " }";
        };
        return Bundles.soundBut("properties.yaml", "ranges: { fail: [-5, 1000], suspect: [0, 500] }", stated);
    }
}
