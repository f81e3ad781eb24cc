package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.AnomalyDetectionOptions;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.params.Kind;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.Unit;

/** The annotations that every parameter of a bundle must have. */
class ParamContractTest {

    static Stream<ParamSpec.Description> parameters() {
        return specs().flatMap(spec -> spec.describe().stream());
    }

    static Stream<ParamSpec<?>> specs() {
        return Stream.concat(
                Stream.of(ParamSpec.of(DatastreamOptions.class), ParamSpec.of(AnomalyDetectionOptions.class)),
                QualityTests.list().stream().map(QualityTest::params));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void nameIsInKebabCase(ParamSpec.Description described) {
        assertThat(described.parameter().name()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void meaningIsAPhraseWithoutFullStop(ParamSpec.Description described) {
        assertThat(described.parameter().doc()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void numberSaysItsUnit(ParamSpec.Description described) {
        Kind kind = described.parameter().kind();
        if (kind == Kind.NUMBER || kind == Kind.WHOLE || kind == Kind.DURATION || kind == Kind.LENGTH) {
            assertThat(described.parameter().unit()).isNotEqualTo(Unit.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void numberThatHoldsWhereNothingIsStatedLiesWithinTheBounds(ParamSpec.Description described) {
        Parameter parameter = described.parameter();
        boolean counts = parameter.kind() == Kind.NUMBER || parameter.kind() == Kind.WHOLE;
        if (!parameter.or().isEmpty() && counts && parameter.absent() instanceof Number number) {
            assertThat(number.doubleValue()).isBetween(parameter.lowest(), parameter.highest());
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void durationThatHoldsWhereNothingIsStatedLiesWithinTheBounds(ParamSpec.Description described) {
        Parameter parameter = described.parameter();
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
