package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Site;

/**
 * The load of an operator on a bad day. EEMUA 191 calls one alarm in ten minutes manageable, and more than ten a flood.
 * The city has 120 datastreams with one reading per five minutes: 60 things of two properties, in three districts with
 * a gateway each. Each gateway fails once, ten stations see a pollution by threshold and by anomaly detection, and
 * detectors raise their usual number of false alerts.
 */
class FloodTest {

    private static final int THINGS = 60;
    private static final int DISTRICTS = 3;
    private static final long DAY_SECONDS = 86_400;
    private static final long INTERVAL = 300;
    private static final long DEAD_SECONDS = 7_200;
    private static final long POLLUTED_FROM = 50_000;
    private static final long POLLUTED_TO = 57_200;
    private static final double FALSE_ALERTS_A_DATASTREAM = 0.06;

    /** An action at a second of the day. */
    private record Step(long second, int rank, Runnable what) {}

    private final Map<String, Neighbourhood> neighbourhoods = new TreeMap<>();
    private final AlertCorrelator correlator = new AlertCorrelator(new IngestOutages(), List.of());
    private final List<Step> steps = new ArrayList<>();
    private final List<AlertEvent> told = new ArrayList<>();

    private static List<AlertEvent> day;

    @BeforeAll
    static void liveThroughTheDay() {
        FloodTest city = new FloodTest();
        city.readings();
        city.deaths();
        city.pollution();
        city.errors();
        city.steps.sort(Comparator.comparingLong(Step::second).thenComparingInt(Step::rank));
        city.steps.forEach(step -> step.what().run());
        city.told.addAll(city.correlator.pass(Signs.at(DAY_SECONDS)));
        day = city.told;
    }

    @Test
    void operatorIsCalledMuchLessThanOnceInTenMinutesAndNeverFlooded() {
        Map<Long, Long> inTenMinutes = calls(event -> true).stream()
                .collect(Collectors.groupingBy(event -> event.recordedMillis() / 600_000, Collectors.counting()));
        assertThat(calls(event -> true)).hasSize(9);
        assertThat(inTenMinutes.values()).allMatch(count -> count <= 3);
        assertThat(day.stream().filter(event -> event.kind() == Kind.OPENED).count())
                .as("without grouping")
                .isGreaterThan(140);
    }

    @Test
    void deadGatewayIsOneCallAndAllItsFortyDatastreamsBelongToIt() {
        List<AlertEvent> gateways = calls(event -> event.detector().equals(AlertCorrelator.GATEWAY_SILENT));
        assertThat(gateways).hasSize(DISTRICTS);
        assertThat(calls(event -> event.finding().cause().equals("silence"))).hasSize(DISTRICTS);
        for (AlertEvent gateway : gateways) {
            assertThat(gateway.message()).endsWith("20 things report through it");
            assertThat(day.stream()
                            .filter(event -> event.kind() == Kind.OPENED)
                            .filter(event -> event.finding().cause().equals("silence"))
                            .filter(event -> event.finding().parent().equals(gateway.alertId())))
                    .hasSize(40);
        }
    }

    @Test
    void pollutionThatTenStationsSeeIsOneCall() {
        List<AlertEvent> ofIt = day.stream()
                .filter(event -> event.kind() == Kind.OPENED && event.alertId().startsWith("tb/0-"))
                .filter(event -> event.finding().cause().equals("threshold")
                        || event.finding().cause().equals("level-shift"))
                .toList();
        assertThat(ofIt).hasSize(20);
        assertThat(ofIt.stream().filter(event -> event.finding().parent().isEmpty()))
                .hasSize(1);
    }

    private static List<AlertEvent> calls(Predicate<AlertEvent> which) {
        return day.stream()
                .filter(event -> event.kind() == Kind.OPENED)
                .filter(event -> event.finding().parent().isEmpty())
                .filter(which)
                .toList();
    }

    /** Every thing reports every five minutes, at its own time, while its gateway is alive. */
    private void readings() {
        for (int thing = 0; thing < THINGS; thing++) {
            int index = thing;
            for (long second = offset(thing); second < DAY_SECONDS; second += INTERVAL) {
                long at = second;
                if (!dead(district(thing), second)) {
                    at(at, 0, () -> heard(index, at));
                }
            }
        }
    }

    private void heard(int thing, long second) {
        told.addAll(correlator.receive(Signs.gateway(gateway(thing), second)));
        told.addAll(correlator.receive(Signs.thing(id(thing), gateway(thing), second)));
        boolean polluted = polluted(thing) && second >= POLLUTED_FROM && second < POLLUTED_TO;
        for (String property : List.of("pm25", "no2")) {
            double value = polluted && property.equals("pm25") ? 80 : 31;
            neighbourhood(property).receive(Signs.deviation(id(thing) + "/" + property, site(thing), second, value));
        }
    }

    /** A silence is reported four intervals after the last reading and ends with the next reading. */
    private void deaths() {
        for (int thing = 0; thing < THINGS; thing++) {
            long death = death(district(thing));
            long last = death - Math.floorMod(death - 1 - offset(thing), INTERVAL) - 1;
            long next = last + (DEAD_SECONDS / INTERVAL + 1) * INTERVAL;
            while (next - INTERVAL >= death + DEAD_SECONDS) {
                next -= INTERVAL;
            }
            for (String property : List.of("pm25", "no2")) {
                DetectorReport silence = Signs.silence(id(thing) + "/" + property, last, last + 4 * INTERVAL);
                alert(silence, last + 4 * INTERVAL, next);
            }
        }
    }

    private void pollution() {
        for (int thing = 0; thing < THINGS; thing++) {
            if (polluted(thing)) {
                long onset = POLLUTED_FROM + Math.floorMod(offset(thing) - POLLUTED_FROM, INTERVAL);
                String pm25 = id(thing) + "/pm25";
                alert(
                        Signs.above(pm25, "threshold", site(thing), onset + INTERVAL),
                        onset + INTERVAL,
                        POLLUTED_TO + 60);
                alert(Signs.above(pm25, "level-shift", site(thing), onset + 400), onset + 400, POLLUTED_TO + 900);
            }
        }
    }

    private void errors() {
        Random random = new Random(7);
        long count = Math.round(2 * THINGS * FALSE_ALERTS_A_DATASTREAM);
        for (int i = 0; i < count; i++) {
            int thing = random.nextInt(THINGS);
            long second = random.nextInt((int) DAY_SECONDS - 3_000);
            alert(Signs.above(id(thing) + "/no2", "season", site(thing), second), second, second + 2_400);
        }
    }

    private void alert(DetectorReport report, long second, long endSecond) {
        at(second, 1, () -> take(report));
        at(endSecond, 1, () -> take(Signs.then(report, Kind.RESOLVED, endSecond)));
    }

    private void take(DetectorReport report) {
        Neighbourhood neighbourhood =
                neighbourhood(new DatastreamId(report.event().datastream()).property());
        neighbourhood.pass(report.event().recordedMillis()).forEach(changed -> told.addAll(correlator.take(changed)));
        told.addAll(correlator.take(neighbourhood.take(report)));
    }

    private void at(long second, int rank, Runnable what) {
        steps.add(new Step(second, rank, what));
    }

    private Neighbourhood neighbourhood(String property) {
        return neighbourhoods.computeIfAbsent(property, name -> new Neighbourhood());
    }

    private static boolean dead(int district, long second) {
        return second >= death(district) && second < death(district) + DEAD_SECONDS;
    }

    private static long death(int district) {
        return 10_000 + district * 25_000L;
    }

    private static boolean polluted(int thing) {
        return district(thing) == 0 && row(thing) < 10;
    }

    private static int district(int thing) {
        return thing % DISTRICTS;
    }

    /** Things of a district are 300 m apart, districts 20 km. */
    private static Site site(int thing) {
        return Signs.north(district(thing) * 20_000.0 + row(thing) * 300.0);
    }

    private static int row(int thing) {
        return thing / DISTRICTS;
    }

    private static long offset(int thing) {
        return thing * 7L % INTERVAL;
    }

    private static String id(int thing) {
        return "tb/" + district(thing) + "-" + row(thing);
    }

    private static String gateway(int thing) {
        return "tb/gw-" + district(thing);
    }
}
