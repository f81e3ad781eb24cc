package org.metrobed.lab.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.SensorFault;
import org.metrobed.simulators.city.SensorReading;
import org.metrobed.simulators.fleet.GatewayMessage;

class StudyTest {

    private static final StudyConfig MONTH = config(Duration.ofDays(28), 48, 190, 1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Study STUDY = Study.of(MONTH);
    private static final Instant WELL = MONTH.start().plus(StudyConfig.WARM_UP);

    @Test
    void equalConfigsGiveEqualStudiesAndAnotherSeedAnother() {
        Study small = Study.of(config(Duration.ofDays(9), 16, 20, 1));
        Study again = Study.of(config(Duration.ofDays(9), 16, 20, 1));
        Study other = Study.of(config(Duration.ofDays(9), 16, 20, 2));
        DatastreamId first = small.datastreams().get(0);

        assertThat(again.truth()).isEqualTo(small.truth());
        assertThat(again.readings(first)).isEqualTo(small.readings(first));
        assertThat(other.truth()).isNotEqualTo(small.truth());
        assertThat(other.readings(first)).isNotEqualTo(small.readings(first));
    }

    @Test
    void messagesOfItsGatewaysCarryEachReadingOnceAtTheTimeOfItsSending() {
        Study small = Study.of(config(Duration.ofDays(9), 18, 20, 1));
        List<GatewayMessage> messages = new ArrayList<>();
        for (Instant day = small.config().start(); day.isBefore(small.config().end()); day = day.plus(DAY)) {
            messages.addAll(small.messages(day, day.plus(DAY)));
        }
        Map<Long, Long> expected = small.datastreams().stream()
                .flatMap(datastream -> small.readings(datastream).stream())
                .collect(Collectors.groupingBy(SensorReading::sentMillis, Collectors.counting()));
        Map<Long, Long> sent = messages.stream()
                .collect(Collectors.groupingBy(
                        GatewayMessage::sentMillis, Collectors.summingLong(GatewayMessage::readings)));

        assertThat(messages).extracting(GatewayMessage::sentMillis).isSorted();
        assertThat(sent).isEqualTo(expected);
        assertThat(messages)
                .extracting(GatewayMessage::topic)
                .contains("metrobed/v1/study/gw-district-1/air-station-01/up");
        assertThat(small.truth()).anyMatch(fault -> fault.fault().kind() == SensorFault.Kind.LATE);
    }

    @Test
    void bundlesSayWhatTheCatalogIs() {
        Study small = Study.of(config(Duration.ofDays(9), 18, 0, 1));
        Catalog read = CatalogReader.read(small.bundles(), 0);

        assertThat(read.datastreams()).isEqualTo(small.catalog().datastreams()).hasSize(18);
        assertThat(read.things()).hasSize(8);
        assertThat(read.findDatastream("study/bridge-sensor-01/tilt-x")
                        .orElseThrow()
                        .settings())
                .satisfies(settings -> {
                    assertThat(settings.intervalMillis()).isEqualTo(900_000);
                    assertThat(settings.maxOutOfOrdernessMillis()).isEqualTo(1_800_000);
                    assertThat(settings.idleTimeoutMillis()).isEqualTo(3_600_000);
                });
    }

    @Test
    void thereAreAsManyDatastreamsAsWantedOfAllThreeFamilies() {
        assertThat(STUDY.datastreams()).hasSize(48).doesNotHaveDuplicates().isSorted();
        assertThat(STUDY.catalog().things())
                .extracting(thing -> thing.family().word())
                .contains("mobility", "air", "infrastructure");
        assertThat(Study.of(config(Duration.ofDays(8), 5, 0, 1)).datastreams()).hasSize(5);
    }

    @Test
    void everyFamilyOccursAboutAsOftenAsTheOthers() {
        Map<SensorFault.Kind, Long> counts = STUDY.truth().stream()
                .collect(Collectors.groupingBy(each -> each.fault().kind(), Collectors.counting()));

        assertThat(STUDY.truth()).hasSizeBetween(150, 190);
        assertThat(counts).containsOnlyKeys(SensorFault.Kind.values());
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(10L, 20L));
    }

    @Test
    void faultsOfADatastreamLieApartAfterTheWarmUpAndWithinTheStudy() {
        Map<DatastreamId, List<SensorFault>> faults =
                STUDY.truth().stream().map(StudyFault::fault).collect(Collectors.groupingBy(SensorFault::datastream));

        assertThat(faults.values()).allSatisfy(mine -> {
            assertThat(mine.get(0).from()).isAfterOrEqualTo(WELL);
            assertThat(mine.get(mine.size() - 1).to()).isBeforeOrEqualTo(MONTH.end());
            for (int i = 1; i < mine.size(); i++) {
                assertThat(mine.get(i).from())
                        .isAfterOrEqualTo(mine.get(i - 1).to().plus(FaultPlan.REST));
            }
        });
    }

    @Test
    void aDeadGatewaySilencesItsWholeDistrict() {
        Map<Instant, Long> deaths = STUDY.truth().stream()
                .filter(each -> each.fault().kind() == SensorFault.Kind.GATEWAY_DEATH)
                .collect(Collectors.groupingBy(each -> each.fault().from(), Collectors.counting()));

        assertThat(deaths).isNotEmpty();
        assertThat(deaths.values()).allMatch(count -> count == 16);
    }

    @Test
    void faultsShowInReadingsAndNowhereElse() {
        for (StudyFault each : STUDY.truth()) {
            SensorFault fault = each.fault();
            List<SensorReading> during = STUDY.readings(fault.datastream()).stream()
                    .filter(reading -> reading.sentMillis() == reading.phenomenonMillis())
                    .filter(reading -> fault.covers(reading.sentMillis()))
                    .toList();
            long due = Duration.between(fault.from(), fault.to()).dividedBy(MONTH.interval());
            switch (fault.kind()) {
                case DROPOUT, GATEWAY_DEATH, LATE, CLOCK_SKEW ->
                    assertThat(during).isEmpty();
                case DUPLICATE -> assertThat(during).hasSize((int) (2 * due));
                case STUCK ->
                    assertThat(during)
                            .extracting(SensorReading::value)
                            .containsOnly(during.get(0).value());
                default -> assertThat(during).hasSize((int) due);
            }
        }
    }

    @Test
    void readingsLeaveInTheOrderOfTheirSending() {
        for (DatastreamId datastream : STUDY.datastreams().subList(0, 8)) {
            assertThat(STUDY.readings(datastream))
                    .extracting(SensorReading::sentMillis)
                    .isSorted();
        }
    }

    @Test
    void theSameCityCanBeSentByItsGateways() {
        assertThat(STUDY.fleet().gateways()).hasSize(3);
        assertThat(STUDY.fleet().messages(MONTH.start(), MONTH.start().plus(Duration.ofHours(1))))
                .isNotEmpty();
    }

    @Test
    void impossibleStudiesAreRefused() {
        assertThatThrownBy(() -> config(Duration.ofDays(7), 1, 1, 1)).hasMessageContaining("period");
        assertThatThrownBy(() -> config(Duration.ofDays(8), 0, 1, 1)).hasMessageContaining("datastream");
        assertThatThrownBy(() ->
                        new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(8), Duration.ofHours(2), 1, 1, 1))
                .hasMessageContaining("interval");
    }

    private static StudyConfig config(Duration period, int datastreams, int faults, long seed) {
        return new StudyConfig(StudyConfig.DEFAULT_START, period, Duration.ofMinutes(15), datastreams, faults, seed);
    }
}
