package org.metrobed.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HouseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"org.metrobed.model", "org.metrobed.analysis", "org.metrobed.embedded", "org.metrobed.testkit"})
    void moduleKeepsTheHouseRules(String modulePackage) {
        HouseRules.check(modulePackage);
    }

    @Test
    void breachesAreFoundAndSayHowToRepairThem() {
        assertThatThrownBy(() -> HouseRules.checkEverywhere("org.metrobed.breach"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("SleepyManager.pause()")
                .hasMessageContaining("wait on a condition with a deadline");
    }

    @Test
    void packageWithoutClassesIsAnError() {
        assertThatThrownBy(() -> HouseRules.check("org.metrobed.nowhere"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("org.metrobed.nowhere");
    }
}
