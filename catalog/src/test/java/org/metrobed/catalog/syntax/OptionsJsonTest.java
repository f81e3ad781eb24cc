package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;

class OptionsJsonTest {

    /** YAML | JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ a: 1 } | {\"a\":1}",
                "{ b: 1, a: 2 } | {\"a\":2,\"b\":1}",
                "{ a: [1, x, [], {}, ~] } | {\"a\":[1,\"x\",[],{},null]}",
                "{ a: 0x1F, b: 0o17, c: -7, d: +7, e: 007 } | {\"a\":31,\"b\":15,\"c\":-7,\"d\":7,\"e\":7}",
                "{ a: 1.50, b: 1e3, c: .5, d: -0.0 } | {\"a\":1.5,\"b\":1000.0,\"c\":0.5,\"d\":-0.0}",
                "{ a: true, b: False, c: 'true', d: yes } | {\"a\":true,\"b\":false,\"c\":\"true\",\"d\":\"yes\"}",
                "{ a: '1', b: \"x\\ty\\\"z\\\\\" } | {\"a\":\"1\",\"b\":\"x\\u0009y\\\"z\\\\\"}",
                "{ a: &n { x: 1 }, b: *n } | {\"a\":{\"x\":1},\"b\":{\"x\":1}}",
                "{ 1: a, true: b } | {\"1\":\"a\",\"true\":\"b\"}",
                "{ 'a\"b': °é😀 } | {\"a\\\"b\":\"°é😀\"}"
            })
    void treeIsWrittenAsCanonicalJson(String yaml, String json) {
        assertThat(write(yaml)).hasValue(json);
    }

    @Test
    void mapWithoutKeysIsEmptyText() {
        assertThat(write("{}")).hasValue("");
    }

    @Test
    void sizeIsBoundedWhateverAliasesStandFor() {
        String text = "x".repeat(OptionsJson.LONGEST - 10);
        String aliases = "{ a: &t " + "y".repeat(1_000) + ", b: [" + "*t, ".repeat(5_000) + "*t] }";

        assertThat(write("{ a: " + text + " }")).isPresent();
        assertThat(write("{ a: " + text + "xxxxx }")).isEmpty();
        assertThat(write(aliases)).isEmpty();
    }

    @Test
    void numberBeyondReasonIsRefused() {
        assertThat(write("{ a: " + "9".repeat(100_000) + " }")).isEmpty();
        assertThat(write("{ a: 1e400 }")).isEmpty();
    }

    @Property(tries = 500)
    void textSurvives(@ForAll("texts") String text) {
        String quoted = "'" + text.replace("'", "''") + "'";

        assertThat(write("{ a: " + quoted + " }").map(OptionsJsonTest::read)).hasValue(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab\"\\'/{}[]:,°\u20ac").ofMaxLength(20);
    }

    /** Undoes the two escapes in the texts of this test. */
    private static String read(String json) {
        String inner = json.substring("{\"a\":\"".length(), json.length() - "\"}".length());
        return inner.replaceAll("\\\\(.)", "$1");
    }

    private static Optional<String> write(String yaml) {
        YamlProblems problems = new YamlProblems();
        Field top = YamlText.parse("f", yaml, problems).orElseThrow();
        Field field = new Field(problems, top.key(), "options", top.node());
        Optional<String> json = OptionsJson.write(field);
        assertThat(problems.isEmpty()).as(List.of(yaml).toString()).isEqualTo(json.isPresent());
        return json;
    }
}
