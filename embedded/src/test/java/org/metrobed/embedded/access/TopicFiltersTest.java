package org.metrobed.embedded.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopicFiltersTest {

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, true",
        "a/b, a/c, false",
        "a/b, a, false",
        "a, a/b, false",
        "a/+, a/b, true",
        "a/+, a/b/c, false",
        "a/+, a/, true",
        "a/#, a, true",
        "a/#, a/b/c, true",
        "#, a/b, true",
        "#, $SYS/a, false",
        "+/a, $SYS/a, false",
        "$SYS/#, $SYS/a, true",
        "a/+, a/+, true",
        "a/b, a/+, false",
        "a/+, a/#, false",
        "a/#, a/+/c/#, true",
    })
    void coveringIsThatOfMqtt(String outer, String inner, boolean covers) {
        assertThat(TopicFilters.covers(outer, inner)).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "a/+, +/b, true",
        "a/#, a, true",
        "a/b, a/+/c, false",
        "a/#, b/#, false",
        "#, $SYS/a, false",
        "a/+/c, a/b/#, true",
        "a, a/b, false",
    })
    void overlapIsATopicOfBoth(String one, String other, boolean overlap) {
        assertThat(TopicFilters.overlap(one, other)).isEqualTo(overlap);
        assertThat(TopicFilters.overlap(other, one)).isEqualTo(overlap);
    }
}
