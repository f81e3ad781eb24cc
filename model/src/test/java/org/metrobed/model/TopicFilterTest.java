package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {

    @ParameterizedTest
    @CsvSource({
        "a/#, a/b",
        "a/#, a",
        "a/#, a/+/c",
        "a/#, a/#",
        "#, +/b/#",
        "+/b, a/b",
        "a/+/c, a/b/c",
        "a/+, a/+",
        "a/+, a/",
        "a/#, a/b/c",
        "a/#, a/+/c/#",
        "$SYS/#, $SYS/a"
    })
    void filterTakesInAllOfTheOther(String filter, String other) {
        assertThat(TopicFilter.of(filter).covers(TopicFilter.of(other))).isTrue();
        assertThat(TopicFilter.of(filter).overlaps(TopicFilter.of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/+",
        "a/+, a/#",
        "a/+, a",
        "a, a/b",
        "a/b/#, a/#",
        "#, $SYS/a",
        "+/a, $SYS/a",
        "a/+/c, a/b/+",
        "a/b, a",
        "a/+, a/b/c",
        "a/b, a/c"
    })
    void filterDoesNotTakeInAllOfTheOther(String filter, String other) {
        assertThat(TopicFilter.of(filter).covers(TopicFilter.of(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a/+/c, a/b/+",
        "a/#, a/b",
        "+/x, a/+",
        "a/b/#, a/b",
        "+/#, a",
        "a/+, +/b",
        "a/#, a",
        "a/+/c, a/b/#",
        "#, x/y",
        "a/#, +/b/#"
    })
    void filtersWithATopicInCommonOverlapBothWays(String filter, String other) {
        assertThat(TopicFilter.of(filter).overlaps(TopicFilter.of(other))).isTrue();
        assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(filter))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/c",
        "a/+, a",
        "a/+, a/b/c",
        "a/#, b/#",
        "#, $SYS/a",
        "+/a, $SYS/a",
        "a/b, a/b/c",
        "a/b/#, a",
        "a/b, a/+/c"
    })
    void filtersWithoutATopicInCommonDoNotOverlap(String filter, String other) {
        assertThat(TopicFilter.of(filter).overlaps(TopicFilter.of(other))).isFalse();
        assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(filter))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "+", "#", "a/+/b", "a/#", "/", "a//b", "$SYS/#"})
    void wildcardStandsAloneInALevel(String text) {
        assertThat(TopicFilter.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a+", "a/#/b", "a/b#", "++", "#/a", "a\0", "a\n", "a\ud83d", "a\uffff"})
    void wildcardElsewhereMakesNoFilter(String text) {
        assertThat(TopicFilter.isValid(text)).isFalse();
    }

    @Test
    void filterHasAtMost65535Bytes() {
        assertThat(TopicFilter.isValid("\u00e4".repeat(32_767) + "a")).isTrue();
        assertThat(TopicFilter.isValid("\u00e4".repeat(32_768))).isFalse();
    }

    @Test
    void groupOfASharedSubscriptionIsNoPartOfTheFilter() {
        assertThat(TopicFilter.ofSubscription("$share/group/a/#")).isEqualTo(TopicFilter.of("a/#"));
        assertThat(TopicFilter.ofSubscription("$share/group")).hasToString("$share/group");
        assertThat(TopicFilter.ofSubscription("a/+")).isEqualTo(TopicFilter.of("a/+"));
    }
}
