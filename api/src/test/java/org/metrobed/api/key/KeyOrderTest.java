package org.metrobed.api.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.api.access.Role;

class KeyOrderTest {

    private static final Set<String> PROJECTS = Set.of("noise", "air");
    private static final Set<String> ACTIONS = Set.of("alerts", "annotations");

    @Test
    void aRequestIsRead() {
        KeyOrder order = parse(new KeyRequest(" Ann ", "operator", List.of("noise", "air"), List.of("alerts"), "P2W"));

        assertThat(order)
                .isEqualTo(new KeyOrder(
                        "Ann", Role.OPERATOR, List.of("air", "noise"), List.of("alerts"), Duration.ofDays(14)));
        assertThat(parse(new KeyRequest("Ann", "admin", null, null, null)).validFor())
                .isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "       | admin | noise | alerts | P1D   | must not be empty",
                "Ann    |       | noise | alerts | P1D   | must be one of public",
                "Ann    | king  | noise | alerts | P1D   | must be one of public",
                "Ann    | admin | noize | alerts | P1D   | did you mean 'noise'",
                "Ann    | admin | noise | alert  | P1D   | did you mean 'alerts'",
                "Ann    | admin | noise | alerts | P1Y   | must be an ISO 8601 duration",
                "Ann    | admin | noise | alerts | PT1S  | must be PT1M to P3650D",
                "Ann    | admin | noise | alerts | P3651D | must be PT1M to P3650D",
                "Ann    | admin | noise | alerts | -P1D  | must be PT1M to P3650D"
            })
    void aFieldThatBreaksARuleIsNamed(
            String name, String role, String project, String action, String validFor, String rule) {
        KeyRequest asked = new KeyRequest(name, role, List.of(project), List.of(action), validFor);

        assertThatThrownBy(() -> parse(asked)).hasMessageContaining(rule);
    }

    private static KeyOrder parse(KeyRequest asked) {
        return KeyOrder.parse(asked, PROJECTS, ACTIONS);
    }
}
