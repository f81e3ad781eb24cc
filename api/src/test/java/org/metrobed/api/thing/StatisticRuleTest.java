package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.Datastream.Statistic;

class StatisticRuleTest {

    @ParameterizedTest
    @CsvSource({
        "sum, DIRECTION",
        "total, DIRECTION",
        "min, DIRECTION",
        "max, DIRECTION",
        "median, DIRECTION",
        "p95, DIRECTION",
        "sum, INSTANT",
        "total, MEAN",
        "direction, COUNT",
        "sum, TOTAL",
        "total, TOTAL",
        "sum, STATE",
        "p95, STATE",
        "increase, COUNT",
        "time-in-state, INSTANT"
    })
    void aggregateWithoutMeaningIsRefusedByNameAndStatistic(String name, Statistic statistic) {
        assertThatThrownBy(() -> StatisticRule.check(List.of("count", name), List.of(Set.of(statistic))))
                .hasMessageContaining("is '" + name + "', which has no meaning for the statistic " + statistic.word());
    }

    @ParameterizedTest
    @CsvSource({
        "mean, DIRECTION",
        "sd, DIRECTION",
        "direction, DIRECTION",
        "sum, COUNT",
        "mean, COUNT",
        "p95, MEAN",
        "sum, AMOUNT",
        "increase, TOTAL",
        "time-in-state, STATE"
    })
    void aggregateWithMeaningIsTaken(String name, Statistic statistic) {
        assertThatCode(() -> StatisticRule.check(List.of(name), List.of(Set.of(statistic))))
                .doesNotThrowAnyException();
    }

    @Test
    void aggregateIsTakenIfOneOfTheSeriesHasItOrIsNotKnown() {
        List<String> sum = List.of("sum");
        assertThatCode(() -> StatisticRule.check(sum, List.of(Set.of(Statistic.MEAN), Set.of(Statistic.COUNT))))
                .doesNotThrowAnyException();
        assertThatCode(() -> StatisticRule.check(sum, List.of(Set.of()))).doesNotThrowAnyException();
        assertThatCode(() -> StatisticRule.check(sum, List.of())).doesNotThrowAnyException();
    }
}
