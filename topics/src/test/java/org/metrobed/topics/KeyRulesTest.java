package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.TopicTemplate;

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
    void routesDecideBeforeTheRulesAndAnEmptyKeyIsTheWholeTopic() {
        KeyRules both = rules.after(List.of(
                new IngestRoute(TopicTemplate.parse("metrobed/v1/{bed}/special/{thing}/up"), "s/{thing}", false),
                new IngestRoute(TopicTemplate.parse("lora/{gateway}/up"), "", true)));

        assertThat(both.key("metrobed/v1/city/special/t/up")).isEqualTo("s/t");
        assertThat(both.match("lora/g7/up")).isEqualTo(new KeyRules.Match("lora/g7/up", "g7"));
        assertThat(both.match("metrobed/v1/city/gw/t/up")).isEqualTo(new KeyRules.Match("city/t", "gw"));
        assertThat(both.match("else")).isEqualTo(new KeyRules.Match("else", ""));
        assertThat(rules.key("metrobed/v1/city/special/t/up")).isEqualTo("city/t");
    }

    @Test
    void routeWhoseKeyIsNotCapturedIsNamed() {
        List<IngestRoute> routes = List.of(new IngestRoute(TopicTemplate.parse("a/{b}"), "{c}", false));

        assertThatThrownBy(() -> rules.after(routes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("route 'a/{b}' uses {c}, not captured");
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
