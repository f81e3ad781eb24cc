package org.metrobed.catalog.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class YamlTextTest {

    private final YamlProblems problems = new YamlProblems();

    @Test
    void billionLaughsAreRefusedWhereTheyPassTheLimit() {
        StringBuilder text = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [")
                    .append(IntStream.range(0, 10).mapToObj(j -> alias).collect(Collectors.joining(" , ")))
                    .append(" ]\n");
        }

        refused(text.toString(), "x.yaml:6:", "holds more than 200000 values, aliases expanded");
    }

    @Test
    void nestingIsLimited() {
        String sixteen = "[".repeat(16) + "]".repeat(16);

        assertThat(YamlText.parse("x.yaml", sixteen, problems)).isPresent();
        assertThat(problems.list()).isEmpty();
        refused("[" + sixteen + "]", "x.yaml:1:17:", "nests deeper than 16 levels");
    }

    @Test
    void hostileDepthEndsAtOnce() {
        String deep = "[".repeat(YamlText.LONGEST);

        Assertions.assertTimeout(Duration.ofSeconds(60), () -> refused(deep, "x.yaml:1:17:", "nests deeper"));
    }

    @Test
    void controlCharactersAreNoYaml() {
        refused("a: \u0000", "x.yaml:1:1:", "not YAML");
    }

    /** A tag of Home Assistant or CloudFormation would else pass as a plain text (redhat-developer/vscode-yaml#476). */
    @Test
    void tagsOfOtherProgramsAreRefused() {
        refused("a: 1\nb: !secret key", "x.yaml:2:4:", "the file has the tag '!secret', and no tag has a meaning here");
    }

    @Test
    void tagsOfListsAndMapsAreRefused() {
        refused("a: !include [x.yaml]", "x.yaml:1:4:", "has the tag '!include'");
    }

    @Test
    void tagsThatMakeObjectsAreRefused() {
        refused("a: !!python/object:x {}", "x.yaml:1:4:", "has the tag 'tag:yaml.org,2002:python/object:x'");
    }

    @Test
    void tagsThatYamlItselfGivesStay() {
        assertThat(YamlText.parse("x.yaml", "a: !!str 1\nb: !!seq [!!int 2]\nc: !!map {}", problems))
                .isPresent();
        assertThat(problems.list()).isEmpty();
    }

    /** PostgreSQL refuses the row, and the sink would try for ever (pgjdbc/pgjdbc#665). */
    @Test
    void textThatNoDatabaseStoresIsRefused() {
        refused("a: \"Air \\0\"", "x.yaml:1:4:", "has U+0000 or an unpaired surrogate in a text");
    }

    @Test
    void halfOfACharacterIsRefusedInAKeyToo() {
        refused("\"\\ud83d\": 1", "x.yaml:1:1:", "has U+0000 or an unpaired surrogate in a text");
    }

    @Test
    void emptyTextHoldsNothingAndIsNoProblem() {
        assertThat(YamlText.parse("x.yaml", "# only a comment\n", problems)).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    private void refused(String text, String place, String message) {
        assertThat(YamlText.parse("x.yaml", text, problems)).isEmpty();
        assertThat(problems.list())
                .extracting(YamlProblem::toString)
                .singleElement()
                .asString()
                .startsWith(place)
                .contains(message);
    }
}
