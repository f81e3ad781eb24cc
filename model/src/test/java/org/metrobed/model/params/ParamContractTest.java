package org.metrobed.model.params;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.quality.QualityTest;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.WatchOptions;

/** The annotations that every parameter of a bundle must have. */
class ParamContractTest {

    static Stream<ParamSpec.Description> parameters() {
        return specs().flatMap(spec -> spec.tell().stream());
    }

    static Stream<ParamSpec<?>> specs() {
        return Stream.concat(
                Stream.of(ParamSpec.of(DatastreamOptions.class), ParamSpec.of(WatchOptions.class)),
                QualityTests.list().stream().map(QualityTest::params));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void nameIsInKebabCase(ParamSpec.Description told) {
        assertThat(told.parameter().name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void meaningIsAPhraseWithoutFullStop(ParamSpec.Description told) {
        assertThat(told.parameter().doc()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void numberSaysItsUnit(ParamSpec.Description told) {
        Kind kind = told.parameter().kind();
        if (kind == Kind.NUMBER || kind == Kind.WHOLE || kind == Kind.DURATION || kind == Kind.LENGTH) {
            assertThat(told.parameter().unit()).isNotEqualTo(Unit.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void numberThatHoldsWhereNothingIsStatedLiesWithinTheBounds(ParamSpec.Description told) {
        Parameter parameter = told.parameter();
        boolean counts = parameter.kind() == Kind.NUMBER || parameter.kind() == Kind.WHOLE;
        if (!parameter.or().isEmpty() && counts && parameter.absent() instanceof Number number) {
            assertThat(number.doubleValue()).isBetween(parameter.lowest(), parameter.highest());
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void durationThatHoldsWhereNothingIsStatedLiesWithinTheBounds(ParamSpec.Description told) {
        Parameter parameter = told.parameter();
        if (!parameter.or().isEmpty() && parameter.kind() == Kind.DURATION) {
            assertThat(Duration.parse(parameter.or())).isBetween(parameter.shortest(), parameter.longest());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void ruleOfWhichOneIsNeededNamesParameters(ParamSpec<?> spec) {
        spec.anyOf()
                .ifPresent(
                        rule -> assertThat(spec.publics().map(Parameter::name)).contains(rule.value()));
    }
}
