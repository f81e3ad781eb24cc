package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.TopicTemplate;

class TopicOverlapsTest {

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
    })
    void overlapIsSymmetric(String one, String other, boolean overlap) {
        TopicTemplate a = TopicTemplate.parse(one);
        TopicTemplate b = TopicTemplate.parse(other);

        assertThat(TopicOverlaps.overlap(a, b)).isEqualTo(overlap);
        assertThat(TopicOverlaps.overlap(b, a)).isEqualTo(overlap);
    }
}
