package org.metrobed.wire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRulesTest {

    private final KeyRules rules = KeyRules.parse(KeyRules.DEFAULT);

    @Test
    void allMessagesOfAThingShareAKeyWhateverTheirGateway() {
        assertThat(rules.key("metrobed/v1/toyville/gw-1/pole-7/up")).isEqualTo("toyville/pole-7");
        assertThat(rules.key("metrobed/v1/toyville/gw-2/pole-7/status")).isEqualTo("toyville/pole-7");
    }

    @Test
    void topicWithoutRuleIsItsOwnKey() {
        assertThat(rules.key("senml/pole-7")).isEqualTo("senml/pole-7");
        assertThat(rules.key("metrobed/v1/toyville/gw-1/pole-7/up/more"))
                .isEqualTo("metrobed/v1/toyville/gw-1/pole-7/up/more");
        assertThat(KeyRules.parse("").key("a/b")).isEqualTo("a/b");
    }

    @Test
    void firstRuleThatMatchesDecides() {
        KeyRules two = KeyRules.parse("spBv1.0/{group}/+/{node}/# => {group}.{node}; {a}/# => rest-{a};");

        assertThat(two.key("spBv1.0/g$1/NDATA/n/dev")).isEqualTo("g$1.n");
        assertThat(two.key("other/x")).isEqualTo("rest-other");
    }

    @Test
    void manyTopicsKeepTheirKeys() {
        for (int i = 0; i < 200_000; i++) {
            rules.key("metrobed/v1/toyville/gw/t" + i + "/up");
        }
        assertThat(rules.key("metrobed/v1/toyville/gw/t0/up")).isEqualTo("toyville/t0");
        assertThat(rules.key("x".repeat(60_000))).hasSize(60_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/b | is not 'template => key'",
                "a/{b} => {c} | uses {c}, not captured",
                "a/{b} => | has no key",
                "a//b => c | level 2"
            })
    void faultyRuleIsNamed(String text, String message) {
        assertThatThrownBy(() -> KeyRules.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
