package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

    @Test
    void capturesNamedLevels() {
        TopicTemplate template = TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up");
        assertThat(template.match("metrobed/v1/riverbend/gw-1/ped-01/up"))
                .contains(Map.of("testbed", "riverbend", "gateway", "gw-1", "thing", "ped-01"));
        assertThat(template.match("metrobed/v1/riverbend/gw-1/ped-01/status")).isEmpty();
        assertThat(template.match("metrobed/v1/riverbend/gw-1/ped-01/up/more")).isEmpty();
        assertThat(template.filter()).isEqualTo("metrobed/v1/+/+/+/up");
    }

    /** FIWARE's agents publish to {@code /key/device/attrs}. */
    @Test
    void aTopicMayBeginWithASlash() {
        TopicTemplate template = TopicTemplate.parse("/{key}/{thing}/attrs");
        assertThat(template.match("/4jggo/air-01/attrs")).contains(Map.of("key", "4jggo", "thing", "air-01"));
        assertThat(template.match("4jggo/air-01/attrs")).isEmpty();
        assertThat(template.filter()).isEqualTo("/+/+/attrs");
        assertThat(template.listCaptures()).containsExactly("key", "thing");
        assertThat(template.overlaps(TopicTemplate.parse("+/+/air-01/attrs"))).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> TopicTemplate.parse(""));
    }

    @Test
    void hashTakesTheRestAndPlusAnyLevel() {
        TopicTemplate template = TopicTemplate.parse("a/+/#");
        assertThat(template.match("a/b/c/d")).contains(Map.of());
        assertThat(template.match("a/b")).contains(Map.of());
        assertThat(template.match("a")).isEmpty();
    }

    @Test
    void brokenTemplatesNameTheLevel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a//b"))
                .withMessageContaining("level 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a/#/b"))
                .withMessageContaining("level 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a/x{y}"))
                .withMessageContaining("level 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a/{x}{y}"))
                .withMessageContaining("level 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("{a}/{a}"))
                .withMessageContaining("twice");
    }

    /** A broker ends the connection of a client that sends such a filter (eclipse-mosquitto/mosquitto#693, #2168). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0/{thing}",
                "a\n+/{thing}",
                "a\u009f/{thing}",
                "a\ud83d/{thing}",
                "a\ufffe/{thing}",
                "$share/group/{thing}"
            })
    void whatABrokerTakesForNoFilterIsNoTemplate(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TopicTemplate.parse(text));
    }

    @Test
    void lengthAndDepthAreBounded() {
        String deepest = "a/".repeat(99) + "{thing}";
        assertThat(TopicTemplate.parse(deepest).filter()).endsWith("/+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a/" + deepest))
                .withMessageContaining("at most 100 levels");
        assertThat(TopicTemplate.parse("\u00e4".repeat(1_000)).filter()).hasSize(1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicTemplate.parse("a".repeat(1_001)))
                .withMessageContaining("at most 1000 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/c, false",
        "a/{x}, a/b, true",
        "a/+, +/b, true",
        "a/b, a/b/c, false",
        "a/#, a/b/c, true",
        "a/#, a, true",
        "a/b/#, a, false",
        "#, x/y, true",
        "a/#, +/b/#, true",
        "a/#, b/#, false",
        "{x}/a, $SYS/a, false",
    })
    void overlapIsSymmetric(String one, String other, boolean overlap) {
        TopicTemplate a = TopicTemplate.parse(one);
        TopicTemplate b = TopicTemplate.parse(other);

        assertThat(a.overlaps(b)).isEqualTo(overlap);
        assertThat(b.overlaps(a)).isEqualTo(overlap);
    }

    @Test
    void topicOfTheBrokerItselfIsMatchedByALiteralAlone() {
        assertThat(TopicTemplate.parse("{x}/a").match("$SYS/a")).isEmpty();
        assertThat(TopicTemplate.parse("#").match("$SYS/a")).isEmpty();
        assertThat(TopicTemplate.parse("$SYS/{x}").match("$SYS/a")).contains(Map.of("x", "a"));
    }
}
