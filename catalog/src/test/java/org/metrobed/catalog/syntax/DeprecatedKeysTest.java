package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Bundles;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogDiff;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.ParamSpec;

/** An older name of a key is read with a warning. */
class DeprecatedKeysTest {

    /** Parameters of which one was renamed. */
    record Renamed(
            @Param(
                    tag = 1,
                    name = "highest",
                    aliases = {"high", "top"},
                    doc = "the highest value")
            double highest) {}

    private final List<YamlProblem> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allowance: PT2S | max-out-of-orderness: PT2S | 'allowance' is deprecated; write 'max-out-of-orderness'",
                "grace: PT5M | idle-timeout: PT5M | 'grace' is deprecated; write 'idle-timeout'",
                "watch: { severity: info } | anomaly-detection: { severity: info } |"
                        + " 'watch' is deprecated; write 'anomaly-detection'",
                "watch: off | anomaly-detection: off | 'watch' is deprecated; write 'anomaly-detection'"
            })
    void deprecatedKeyMeansTheKeyThatTheWarningNames(String old, String now, String warning) {
        Catalog before = read(stating(old));

        assertThat(warnings)
                .map(YamlProblem::asWarning)
                .containsExactly("town/properties.yaml:7:5: warning: " + warning);
        warnings.clear();
        assertThat(CatalogDiff.between(before, read(stating(now))).isEmpty()).isTrue();
        assertThat(CatalogDiff.between(before, read(CatalogFiles.of(Bundles.SOUND)))
                        .isEmpty())
                .isFalse();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "allowance, max-out-of-orderness, PT1S",
        "max-out-of-orderness, allowance, PT1S",
        "grace, idle-timeout, PT5M",
        "watch, anomaly-detection, off"
    })
    void keyUnderBothNamesIsAProblem(String one, String other, String value) {
        String both = one + ": " + value + "\n    " + other + ": " + value;

        assertThat(Bundles.problemsOf(stating(both)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("' says; leave it out"));
    }

    @Test
    void warningsAreToldBesideProblems() {
        CatalogFiles files = stating("grace: PT1S");

        assertThat(Bundles.problemsOf(files)).hasSize(1);
        try {
            read(files);
        } catch (CatalogException e) {
            assertThat(e.problems()).hasSize(1);
        }
        assertThat(warnings).hasSize(1);
    }

    @Test
    void unknownKeyIsNotSaidToBeNearADeprecatedOne() {
        assertThat(Bundles.problemsOf(stating("allowanse: PT1S")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("has the unknown key 'allowanse'")
                        .doesNotContain("'allowance'"));
    }

    @ParameterizedTest
    @CsvSource({"highest, 0", "high, 1", "top, 1"})
    void everyParameterMayHaveOlderNames(String key, int expected) {
        YamlProblems problems = new YamlProblems();

        Optional<Renamed> read = YamlText.parse("x.yaml", key + ": 3", problems)
                .flatMap(field -> ParamReader.read(ParamSpec.of(Renamed.class), field));

        assertThat(read).contains(new Renamed(3));
        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.warnings()).hasSize(expected);
    }

    private static CatalogFiles stating(String text) {
        return Bundles.soundBut("properties.yaml", "PT1M", "PT1M\n    " + text);
    }

    private Catalog read(CatalogFiles files) {
        return CatalogReader.read(files, 1, DecoderRules.ANY, warnings::add);
    }
}
