package org.metrobed.store.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.AlertAction.Kind;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.Subjects;
import org.metrobed.testkit.Times;

final class RulePrecisionReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final long LATER_MILLIS = Times.NOON_MILLIS + 86_400_000;

    @BeforeEach
    void judge() throws SQLException {
        for (int i = 0; i < 5; i++) {
            STORE.append(RowWriters.alertEvents(), List.of(Samples.opened("a" + i, 1)));
        }
        AlertEvent pending = Samples.opened("pending", 1);
        STORE.append(RowWriters.alertEvents(), List.of(pending.with(0, AlertEvent.Kind.PENDING)));
        say("a0", 1, Kind.REAL);
        say("a1", 1, Kind.REAL);
        say("a1", 2, Kind.NOT_A_FAULT);
        say("a2", 1, Kind.KNOWN_WORK);
        say("a2", 2, Kind.COMMENT);
        say("a3", 1, Kind.REAL);
        say("a3", 2, Kind.NO_VERDICT);
    }

    @Test
    void newestVerdictOfEachAlertCountsForItsRuleAndProperty() throws SQLException {
        List<RulePrecision> all = list(List.of(), List.of(), LATER_MILLIS, LATER_MILLIS);
        assertThat(all).singleElement().satisfies(one -> {
            assertThat(one.alerts()).as("what was only pending is no alert").isEqualTo(5);
            assertThat(one.judged()).isEqualTo(3);
            assertThat(one.real()).isEqualTo(1);
            assertThat(one.notAFault()).isEqualTo(1);
            assertThat(one.knownWork()).isEqualTo(1);
            assertThat(one.precision()).hasValue(0.5);
            assertThat(one.isToChange()).isFalse();
        });
    }

    @Test
    void verdictsOfLaterDoNotCountYet() throws SQLException {
        assertThat(list(List.of(), List.of(), LATER_MILLIS, Times.NOON_MILLIS + 1_500))
                .singleElement()
                .satisfies(one -> assertThat(List.of(one.real(), one.notAFault(), one.knownWork()))
                        .containsExactly(3, 0, 1));
        assertThat(list(List.of(), List.of(), 0, LATER_MILLIS)).isEmpty();
    }

    @Test
    void selectionIsByTestbedAndProperty() throws SQLException {
        RulePrecision one =
                list(List.of(), List.of(), LATER_MILLIS, LATER_MILLIS).get(0);
        assertThat(list(List.of(one.testbed()), List.of(one.property()), LATER_MILLIS, LATER_MILLIS))
                .containsExactly(one);
        assertThat(list(List.of("elsewhere"), List.of(), LATER_MILLIS, LATER_MILLIS))
                .isEmpty();
        assertThat(list(List.of(), List.of("nothing"), LATER_MILLIS, LATER_MILLIS))
                .isEmpty();
    }

    private static List<RulePrecision> list(
            List<String> testbeds, List<String> properties, long logMillis, long acceptedMillis) throws SQLException {
        return STORE.<List<RulePrecision>>read(database -> new RulePrecisionReader(database)
                .list(testbeds, properties, 0, Long.MAX_VALUE, logMillis, acceptedMillis, Subjects.ALL));
    }

    private static void say(String id, int version, Kind kind) throws SQLException {
        new AlertActions(STORE.config())
                .append(new AlertAction(id, version, kind, "ada", "looked", "", Times.NOON_MILLIS + version * 1_000L));
    }
}
