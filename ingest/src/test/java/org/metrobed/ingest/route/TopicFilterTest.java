package org.metrobed.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "$SYS/#, $SYS/a"
    })
    void filterTakesInAllOfTheOther(String filter, String other) {
        assertThat(new TopicFilter(filter).covers(new TopicFilter(other))).isTrue();
        assertThat(new TopicFilter(filter).overlaps(new TopicFilter(other))).isTrue();
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
        "a/b, a/c"
    })
    void filterDoesNotTakeInAllOfTheOther(String filter, String other) {
        assertThat(new TopicFilter(filter).covers(new TopicFilter(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a/+/c, a/b/+", "a/#, a/b", "+/x, a/+", "a/b/#, a/b", "+/#, a"})
    void filtersWithATopicInCommonOverlapBothWays(String filter, String other) {
        assertThat(new TopicFilter(filter).overlaps(new TopicFilter(other))).isTrue();
        assertThat(new TopicFilter(other).overlaps(new TopicFilter(filter))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a/b, a/c", "a/+, a", "a/+, a/b/c", "a/#, b/#", "#, $SYS/a", "+/a, $SYS/a"})
    void filtersWithoutATopicInCommonDoNotOverlap(String filter, String other) {
        assertThat(new TopicFilter(filter).overlaps(new TopicFilter(other))).isFalse();
        assertThat(new TopicFilter(other).overlaps(new TopicFilter(filter))).isFalse();
    }
}
