package org.metrobed.store.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicPatternTest {

    @ParameterizedTest
    @CsvSource({
        "a/+/c, a/b/c, true",
        "a/+/c, a//c, true",
        "a/+/c, a/b/d/c, false",
        "a/+, a, false",
        "a/#, a/b/c, true",
        "a/#, a, true",
        "a/#, ab, false",
        "#, a/b, true",
        "#, $SYS/x, false",
        "+/x, $SYS/x, false",
        "+/x, a/x, true",
        "$SYS/#, $SYS/x, true",
        "a.b/+, axb/c, false",
        "a.(b/+, a.(b/c, true",
    })
    void filterTakesWhatMqttTakes(String filter, String topic, boolean taken) {
        assertThat(Pattern.compile(TopicPattern.regex(filter)).matcher(topic).find())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/#/b", "a/b+", "#a", "a/b#"})
    void wildcardInAWrongPlaceIsRefused(String filter) {
        assertThatThrownBy(() -> TopicPattern.check(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(filter);
    }
}
