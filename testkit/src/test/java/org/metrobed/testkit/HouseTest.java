package org.metrobed.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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

    /** These modules cannot depend on testkit, because testkit depends on them. */
    @ParameterizedTest
    @ValueSource(strings = {"model", "analysis", "embedded"})
    void testsOfModulesBelowKeepTheHouseRules(String module) {
        HouseRules.checkEverywhere(Path.of("..", module, "target", "test-classes"));
    }

    @Test
    void recordOfNineComponentsIsConstructedByNameOutsideItsOwnClass() {
        assertThatThrownBy(() -> HouseRules.checkEverywhere("org.metrobed.breach.position"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated (1 times)")
                .hasMessageContaining(
                        "CountsPositions constructs org.metrobed.breach.position.LongRecord with 9 values")
                .hasMessageContaining("CountsPositions.java:")
                .hasMessageContaining("use LongRecordBuilder.builder()");
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
