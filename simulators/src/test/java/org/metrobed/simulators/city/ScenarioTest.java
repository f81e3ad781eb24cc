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
        assertThat(sent(Fault.Kind.DROPOUT, 0)).extracting(Reading::value).containsExactly(0.0, 1.0, 5.0, 6.0);
    }

    @Test
    void driftGrowsByItsMagnitudeAnHour() {
        assertThat(sent(Fault.Kind.DRIFT, 60))
                .extracting(Reading::value)
                .containsExactly(0.0, 1.0, 2.0, 4.0, 6.0, 5.0, 6.0);
    }

    @Test
    void spikeAndLevelShiftAddTheirMagnitude() {
        assertThat(sent(Fault.Kind.SPIKE, 100))
                .isEqualTo(sent(Fault.Kind.LEVEL_SHIFT, 100))
                .extracting(Reading::value)
                .containsExactly(0.0, 1.0, 102.0, 103.0, 104.0, 5.0, 6.0);
    }

    @Test
    void stuckRepeatsTheValueOfItsBeginning() {
        assertThat(sent(Fault.Kind.STUCK, 0))
                .extracting(Reading::value)
                .containsExactly(0.0, 1.0, 2.0, 2.0, 2.0, 5.0, 6.0);
    }

    @Test
    void duplicateSendsEachReadingTwice() {
        assertThat(sent(Fault.Kind.DUPLICATE, 0))
                .extracting(Reading::value)
                .containsExactly(0.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0, 5.0, 6.0);
    }

    @Test
    void lateReadingKeepsItsTimeAndIsSentLater() {
        Reading late = sent(Fault.Kind.LATE, 90).get(2);

        assertThat(late.phenomenonMillis()).isEqualTo(minute(2));
        assertThat(late.sentMillis()).isEqualTo(minute(2) + 90_000);
    }

    @Test
    void skewedClockStatesAnotherTime() {
        Reading skewed = sent(Fault.Kind.CLOCK_SKEW, -30).get(2);

        assertThat(skewed.phenomenonMillis()).isEqualTo(minute(2) - 30_000);
        assertThat(skewed.sentMillis()).isEqualTo(minute(2));
    }

    @Test
    void faultsAddUp() {
        Scenario scenario = Scenario.of(List.of(fault(Fault.Kind.DUPLICATE, 0), fault(Fault.Kind.SPIKE, 10)));

        assertThat(scenario.readings(ID, MINUTES, minute(3)))
                .extracting(Reading::value)
                .containsExactly(13.0, 13.0);
    }

    @Test
    void faultThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new Fault(ID, Fault.Kind.STUCK, START, START, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ID.value());
    }

    @Test
    void wordsOfKindsAreReadBack() {
        for (Fault.Kind kind : Fault.Kind.values()) {
            assertThat(Fault.Kind.parse(kind.word())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> Fault.Kind.parse("gremlin")).hasMessageContaining("gremlin");
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
                Reading clean = new Reading(datastream.id(), at, signal.valueAt(at), at);
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

        Set<Fault.Kind> kinds = labels.stream().map(Label::kind).collect(Collectors.toSet());
        assertThat(kinds)
                .contains(
                        Fault.Kind.LEVEL_SHIFT,
                        Fault.Kind.STUCK,
                        Fault.Kind.DROPOUT,
                        Fault.Kind.SPIKE,
                        Fault.Kind.LATE,
                        Fault.Kind.DUPLICATE);
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
        List<Fault> spikes = scenario.faults().stream()
                .filter(fault -> fault.kind() == Fault.Kind.SPIKE)
                .toList();

        assertThat(spikes).hasSize(2);
        for (Fault spike : spikes) {
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
        Label label = new Label(ID, Fault.Kind.LEVEL_SHIFT, START, START.plusSeconds(60));

        assertThat(label.toCsv()).isEqualTo("bed/thing/pm25,level-shift,2026-05-01T12:00:00Z,2026-05-01T12:01:00Z");
        assertThat(MINUTES.valueAt(minute(1))).isCloseTo(1, within(1e-9));
    }

    private static List<Reading> sent(Fault.Kind kind, double magnitude) {
        Scenario scenario = Scenario.of(List.of(fault(kind, magnitude)));
        List<Reading> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.addAll(scenario.readings(ID, MINUTES, minute(i)));
        }
        return sent;
    }

    private static Fault fault(Fault.Kind kind, double magnitude) {
        return new Fault(ID, kind, Instant.ofEpochMilli(minute(2)), Instant.ofEpochMilli(minute(5)), magnitude);
    }

    private static long minute(int number) {
        return START.toEpochMilli() + number * 60_000L;
    }
}
