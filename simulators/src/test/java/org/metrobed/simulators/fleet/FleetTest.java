package org.metrobed.simulators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.ProjectFiles;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.city.SensorFault;

class FleetTest {

    private static final Catalog CATALOG = ProjectFiles.riverbend();
    private static final City CITY = City.of(CATALOG, "riverbend", 1);
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final Pattern NATIVE_TIME = Pattern.compile("\"t\":\"([^\"]+)\"");

    @Test
    void aDayHasOneReadingForEveryTick() {
        Fleet fleet = fleet(Scenario.none());
        Instant dayBefore = NOON.minus(Duration.ofDays(1));
        long expected = ProjectFiles.measured(CATALOG).stream()
                .mapToLong(each -> 86_400_000 / each.settings().intervalMillis())
                .sum();

        assertThat(fleet.countTicks(dayBefore, NOON)).isEqualTo(expected);
        assertThat(fleet.messages(dayBefore, NOON).stream()
                        .mapToLong(GatewayMessage::readings)
                        .sum())
                .isEqualTo(expected);
    }

    @Test
    void spanCutAnywhereGivesTheSameReadings() {
        Fleet fleet = fleet(Scenario.demo(CITY, NOON));
        Instant from = NOON.minus(Duration.ofHours(12));
        long whole = fleet.messages(from, NOON).stream()
                .mapToLong(GatewayMessage::readings)
                .sum();
        long parts = 0;
        for (Instant at = from; at.isBefore(NOON); at = at.plusMillis(777_777)) {
            Instant end = at.plusMillis(777_777).isBefore(NOON) ? at.plusMillis(777_777) : NOON;
            parts += fleet.messages(at, end).stream()
                    .mapToLong(GatewayMessage::readings)
                    .sum();
        }

        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void samplesOfABatchAreInOrderAndAtMostSixty() {
        Fleet fleet = fleet(Scenario.none());

        for (GatewayMessage message : fleet.messages(NOON.minus(Duration.ofHours(3)), NOON)) {
            List<Instant> times = times(message);
            assertThat(times).isSorted().hasSizeLessThanOrEqualTo(Fleet.BATCH);
        }
    }

    @Test
    void everyTopicHasABindingOfTheCatalogAndEveryFieldADatastream() {
        Fleet fleet = fleet(Scenario.none());
        Set<String> reached = new HashSet<>();

        for (GatewayMessage message : fleet.messages(NOON.minus(Duration.ofMinutes(5)), NOON)) {
            Binding binding = CATALOG.bindings().stream()
                    .filter(each -> each.topic().match(message.topic()).isPresent())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no binding for " + message.topic()));
            for (String[] name : names(binding, message)) {
                reached.add(binding.findDatastreamId(
                                binding.topic().match(message.topic()).orElseThrow(), name[0], name[1])
                        .orElseThrow());
            }
        }

        assertThat(reached)
                .containsExactlyInAnyOrderElementsOf(ProjectFiles.measured(CATALOG).stream()
                        .map(each -> each.id().value())
                        .toList());
    }

    @Test
    void someGatewaysSpeakSenmlAndSomeNative() {
        List<String> topics = fleet(Scenario.none()).messages(NOON.minusSeconds(300), NOON).stream()
                .map(GatewayMessage::topic)
                .distinct()
                .toList();

        assertThat(topics).anyMatch(topic -> topic.startsWith("senml/v1/riverbend/radio-"));
        assertThat(topics).anyMatch(topic -> topic.matches("metrobed/v1/riverbend/gw-old-town/[a-z0-9-]+/up"));
    }

    @Test
    void liveReadingsAreSpreadOverTheMinute() {
        Fleet fleet = fleet(Scenario.none());
        int busiest = 0;
        for (int second = 0; second < 60; second++) {
            Instant at = NOON.plusSeconds(second);
            busiest = Math.max(busiest, fleet.messages(at, at.plusSeconds(1)).size());
        }

        assertThat(busiest).isLessThan(12);
    }

    @Test
    void lateReadingComesAfterFresherOnesOfItsThing() {
        DatastreamId id = new DatastreamId("riverbend/ped-market-square/pedestrian-count");
        Instant from = NOON.minus(Duration.ofMinutes(20));
        Fleet fleet = fleet(
                Scenario.of(List.of(new SensorFault(id, SensorFault.Kind.LATE, from, from.plusSeconds(60), 300))));
        List<Instant> times = new ArrayList<>();
        fleet.messages(from, NOON).stream()
                .filter(message -> message.topic().contains("/ped-market-square/"))
                .forEach(message -> times.addAll(times(message)));

        assertThat(times).hasSize(20).doesNotHaveDuplicates();
        Instant late = times.stream().min(Instant::compareTo).orElseThrow();
        assertThat(times.indexOf(late)).isBetween(4, 5);
    }

    @Test
    void duplicateLeavesAsTwoSamples() {
        DatastreamId id = new DatastreamId("riverbend/air-central-station/o3");
        Fleet fleet = fleet(
                Scenario.of(List.of(new SensorFault(id, SensorFault.Kind.DUPLICATE, NOON.minusSeconds(60), NOON, 0))));
        GatewayMessage message = fleet.messages(NOON.minusSeconds(60), NOON).stream()
                .filter(each -> each.topic().contains("air-central-station"))
                .findFirst()
                .orElseThrow();

        assertThat(message.readings()).isEqualTo(7);
        assertThat(times(message)).hasSize(2).containsOnly(times(message).get(0));
    }

    @Test
    void ticksAreCountedAtBothEnds() {
        Ticks ticks = new Ticks(60, 7);

        assertThat(ticks.atOrAfter(7)).isEqualTo(7);
        assertThat(ticks.atOrAfter(8)).isEqualTo(67);
        assertThat(ticks.atOrAfter(-60)).isEqualTo(-53);
        assertThat(ticks.count(7, 67)).isEqualTo(1);
        assertThat(ticks.count(7, 68)).isEqualTo(2);
        assertThat(ticks.count(8, 8)).isZero();
    }

    private static Fleet fleet(Scenario scenario) {
        return Fleet.of(CATALOG, CITY, scenario, 1);
    }

    private static String text(GatewayMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }

    private static List<Instant> times(GatewayMessage message) {
        return NATIVE_TIME
                .matcher(text(message))
                .results()
                .map(match -> Instant.parse(match.group(1)))
                .toList();
    }

    /** Device and field of each value in a message, recognised by the two formats. */
    private static List<String[]> names(Binding binding, GatewayMessage message) {
        boolean senml = binding.decoder().equals("senml-json");
        String text = text(message);
        String device = senml ? text.replaceAll("(?s).*\"bn\":\"([^\"]+):\".*", "$1") : null;
        Pattern field = Pattern.compile(senml ? "\"n\":\"([^\"]+)\"" : "\"([a-z0-9-]+)\":-?[0-9]");
        return field.matcher(text)
                .results()
                .map(match -> new String[] {device, match.group(1)})
                .toList();
    }
}
