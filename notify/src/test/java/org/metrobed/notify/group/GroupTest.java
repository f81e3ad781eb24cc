package org.metrobed.notify.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.store.notification.KnownAlert;

class GroupTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "4,1", "5,5", "19,5", "20,20", "99,20", "100,100", "1000,500", "9000,2000"})
    void sizeIsToldAsOneOfFewLevels(int open, int level) {
        List<KnownAlert> alerts = IntStream.range(0, open)
                .mapToObj(i -> Alerts.alert("a" + i).known())
                .toList();
        assertThat(new Group("a0", Alerts.alert("a0").known(), alerts, open).level())
                .isEqualTo(level);
    }

    @Test
    void severityIsTheHighestOfThoseThatLast() {
        KnownAlert lead = Alerts.alert("a").severe(Severity.INFO).known();
        KnownAlert other = Alerts.alert("b").severe(Severity.CRITICAL).known();
        assertThat(new Group("a", lead, List.of(lead, other), 2).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(new Group("a", lead, List.of(), 0).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void othersAreThoseBesideTheLead() {
        KnownAlert lead = Alerts.alert("a").as(AlertEvent.Kind.RESOLVED).known();
        KnownAlert other = Alerts.alert("b").known();
        assertThat(new Group("a", lead, List.of(other), 1).others()).isEqualTo(1);
        assertThat(new Group("b", other, List.of(other), 1).others()).isZero();
    }
}
