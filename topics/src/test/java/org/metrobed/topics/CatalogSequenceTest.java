package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogSequenceTest {

    private static final long NONE = CatalogRecord.Version.NONE;

    private final CatalogSequence sequence = new CatalogSequence();

    @Test
    void ofTwoPublicationsOnTheSameVersionTheFirstCounts() {
        assertThat(sequence.accepts(3, conditional(NONE))).isTrue();
        assertThat(sequence.accepts(7, conditional(3))).isTrue();
        assertThat(sequence.accepts(8, conditional(3))).isFalse();
        assertThat(sequence.newest()).isEqualTo(7);
        assertThat(sequence.accepts(9, conditional(8)))
                .as("it follows one that does not count")
                .isFalse();
        assertThat(sequence.accepts(20, conditional(7))).isTrue();
    }

    @Test
    void ofTwoFirstPublicationsTheFirstCounts() {
        assertThat(sequence.newest()).isEqualTo(NONE);
        assertThat(sequence.accepts(0, conditional(NONE))).isTrue();
        assertThat(sequence.accepts(1, conditional(NONE))).isFalse();
    }

    @Test
    void versionWithoutAConditionAlwaysCounts() {
        assertThat(sequence.accepts(0, CatalogRecord.Version.of(NONE, Map.of())))
                .isTrue();
        assertThat(sequence.accepts(2, CatalogRecord.Version.of(NONE, Map.of())))
                .isTrue();
        assertThat(sequence.accepts(3, conditional(0))).isFalse();
        assertThat(sequence.accepts(4, conditional(2))).isTrue();
    }

    @Test
    void topicWithoutItsBeginningIsReadFromWhatIsLeft() {
        assertThat(sequence.accepts(40, conditional(31))).isTrue();
        assertThat(sequence.accepts(41, conditional(31))).isFalse();
    }

    @Test
    void versionThatIsReadAgainDoesNotCountAgain() {
        assertThat(sequence.accepts(4, conditional(NONE))).isTrue();
        assertThat(sequence.accepts(6, conditional(4))).isTrue();
        assertThat(sequence.accepts(4, CatalogRecord.Version.of(NONE, Map.of())))
                .isFalse();
        assertThat(sequence.newest()).isEqualTo(6);
    }

    private static CatalogRecord.Version conditional(long follows) {
        return CatalogRecord.Version.of(follows, Map.of("a", "1")).conditional("publication");
    }
}
