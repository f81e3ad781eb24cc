package org.metrobed.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.ProjectFiles;

class ScenarioTest {

    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");
    private static final DatastreamId ID = new DatastreamId("bed/thing/pm25");
    private static final Signal MINUTES = millis -> millis / 60_000.0 - START.toEpochMilli() / 60_000.0;

    @Test
    void dropoutSendsNothingInItsTimeAndAllOutsideOfIt() {
        assertThat(sent(SensorFault.Kind.DROPOUT, 0))
                .extracting(SensorReading::value)
                .containsExactly(0.0, 1.0, 5.0, 6.0);
    }

    @Test
    void driftGrowsByItsMagnitudeAnHour() {
        assertThat(sent(SensorFault.Kind.DRIFT, 60))
                .extracting(SensorReading::value)
                .containsExactly(0.0, 1.0, 2.0, 4.0, 6.0, 5.0, 6.0);
    }

    @Test
    void spikeAndLevelShiftAddTheirMagnitude() {
        assertThat(sent(SensorFault.Kind.SPIKE, 100))
                .isEqualTo(sent(SensorFault.Kind.LEVEL_SHIFT, 100))
                .extracting(SensorReading::value)
                .containsExactly(0.0, 1.0, 102.0, 103.0, 104.0, 5.0, 6.0);
    }

    @Test
    void stuckRepeatsTheValueOfItsBeginning() {
        assertThat(sent(SensorFault.Kind.STUCK, 0))
                .extracting(SensorReading::value)
                .containsExactly(0.0, 1.0, 2.0, 2.0, 2.0, 5.0, 6.0);
    }

    @Test
    void duplicateSendsEachReadingTwice() {
        assertThat(sent(SensorFault.Kind.DUPLICATE, 0))
                .extracting(SensorReading::value)
                .containsExactly(0.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 6.0);
    }

    @Test
    void lateReadingKeepsItsTimeAndIsSentLater() {
        SensorReading late = sent(SensorFault.Kind.LATE, 90).get(2);

        assertThat(late.phenomenonMillis()).isEqualTo(minute(2));
        assertThat(late.sentMillis()).isEqualTo(minute(2) + 90_000);
    }

    @Test
    void skewedClockStatesAnotherTime() {
        SensorReading skewed = sent(SensorFault.Kind.CLOCK_SKEW, -30).get(2);

        assertThat(skewed.phenomenonMillis()).isEqualTo(minute(2) - 30_000);
        assertThat(skewed.sentMillis()).isEqualTo(minute(2));
    }

    @Test
    void faultsAddUp() {
        Scenario scenario =
                Scenario.of(List.of(fault(SensorFault.Kind.DUPLICATE, 0), fault(SensorFault.Kind.SPIKE, 10)));

        assertThat(scenario.readings(ID, MINUTES, minute(3)))
                .extracting(SensorReading::value)
                .containsExactly(13.0, 13.0);
    }

    @Test
    void faultThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new SensorFault(ID, SensorFault.Kind.STUCK, START, START, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ID.value());
    }

    @Test
    void wordsOfKindsAreReadBack() {
        for (SensorFault.Kind kind : SensorFault.Kind.values()) {
            assertThat(SensorFault.Kind.parse(kind.word())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> SensorFault.Kind.parse("gremlin")).hasMessageContaining("gremlin");
    }

    @Test
    void labelsOfTheDemonstrationAreExactlyWhereReadingsDifferFromTheSignal() {
        Catalog catalog = ProjectFiles.riverbend();
        City city = City.of(catalog, "riverbend", 1);
        Scenario scenario = Scenario.demo(city, START);
        for (Datastream datastream : ProjectFiles.measured(catalog)) {
            Signal signal = city.signal(datastream.id());
            for (long at = minute(-24 * 60);
                    at < minute(30);
                    at += datastream.settings().intervalMillis()) {
                Instant time = Instant.ofEpochMilli(at);
                boolean labelled = scenario.labels().stream()
                        .anyMatch(label -> label.datastream().equals(datastream.id())
                                && !time.isBefore(label.from())
                                && time.isBefore(label.to()));
                SensorReading clean = new SensorReading(datastream.id(), at, signal.valueAt(at), at);
                boolean stuckAtTheTrueValue = labelled
                        && scenario.readings(datastream.id(), signal, at).equals(List.of(clean));
                assertThat(scenario.readings(datastream.id(), signal, at).equals(List.of(clean)))
                        .as("%s at %s", datastream.id(), time)
                        .isEqualTo(!labelled || stuckAtTheTrueValue);
            }
        }
    }

    @Test
    void demonstrationHasEveryFaultThatPeopleAreToSee() {
        Catalog catalog = ProjectFiles.riverbend();
        City city = City.of(catalog, "riverbend", 1);
        List<Label> labels = Scenario.demo(city, START).labels();

        Set<SensorFault.Kind> kinds = labels.stream().map(Label::kind).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        SensorFault.Kind.LEVEL_SHIFT,
                        SensorFault.Kind.STUCK,
                        SensorFault.Kind.DROPOUT,
                        SensorFault.Kind.SPIKE,
                        SensorFault.Kind.LATE,
                        SensorFault.Kind.DUPLICATE);
        assertThat(labels).isSortedAccordingTo(Comparator.comparing(Label::from));
    }

    @Test
    void demonstrationBreaksThePm25RuleInThePastAndAcrossTheStart() {
        Catalog catalog = ProjectFiles.riverbend();
        City city = City.of(catalog, "riverbend", 1);
        Scenario scenario = Scenario.demo(city, START);
        List<Label> episodes = scenario.labels().stream()
                .filter(label -> label.datastream().property().equals("pm25"))
                .toList();

        assertThat(episodes).hasSize(2);
        assertThat(episodes.get(0).to()).isBefore(START.minus(Duration.ofHours(1)));
        assertThat(episodes.get(1).from()).isEqualTo(START.minus(Duration.ofMinutes(7)));
        assertThat(episodes.get(1).to()).isAfter(START.plus(Duration.ofMinutes(5)));
        for (Label episode : episodes) {
            for (Instant at = episode.from(); at.isBefore(episode.to()); at = at.plusSeconds(60)) {
                assertThat(scenario.readings(
                                episode.datastream(), city.signal(episode.datastream()), at.toEpochMilli()))
                        .allMatch(reading -> reading.value() > 55.4);
            }
        }
    }

    @Test
    void spikesOfTheDemonstrationLieOutsideTheFailSpan() {
        Catalog catalog = ProjectFiles.riverbend();
        City city = City.of(catalog, "riverbend", 1);
        Scenario scenario = Scenario.demo(city, START);
        List<SensorFault> spikes = scenario.faults().stream()
                .filter(fault -> fault.kind() == SensorFault.Kind.SPIKE)
                .toList();

        assertThat(spikes).hasSize(2);
        for (SensorFault spike : spikes) {
            Datastream datastream =
                    catalog.findDatastream(spike.datastream().value()).orElseThrow();
            assertThat(Duration.between(spike.from(), spike.to()).toMillis())
                    .isEqualTo(datastream.settings().intervalMillis());
            assertThat(scenario.readings(
                            spike.datastream(),
                            city.signal(spike.datastream()),
                            spike.from().toEpochMilli()))
                    .allMatch(reading ->
                            reading.value() > datastream.settings().fail().high());
        }
    }

    @Test
    void labelIsALineOfCsv() {
        Label label = new Label(ID, SensorFault.Kind.LEVEL_SHIFT, START, START.plusSeconds(60));

        assertThat(label.toCsv()).isEqualTo("bed/thing/pm25,level-shift,2026-05-01T12:00:00Z,2026-05-01T12:01:00Z");
        assertThat(MINUTES.valueAt(minute(1))).isCloseTo(1, within(1e-9));
    }

    private static List<SensorReading> sent(SensorFault.Kind kind, double magnitude) {
        Scenario scenario = Scenario.of(List.of(fault(kind, magnitude)));
        List<SensorReading> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.addAll(scenario.readings(ID, MINUTES, minute(i)));
        }
        return sent;
    }

    private static SensorFault fault(SensorFault.Kind kind, double magnitude) {
        return new SensorFault(ID, kind, Instant.ofEpochMilli(minute(2)), Instant.ofEpochMilli(minute(5)), magnitude);
    }

    private static long minute(int number) {
        return START.toEpochMilli() + number * 60_000L;
    }
}
