package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Site;

/** All datastreams of a property in a city of 10 by 10 km alert within a minute. */
class StormTest {

    private static final int VOTES_AN_ALERT = 120;

    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final AlertCorrelator correlator = new AlertCorrelator(new IngestOutages(), List.of());
    private final List<Site> sites = new ArrayList<>();
    private final List<AlertEvent> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000})
    void alertLooksAtItsNeighboursWhateverTheSizeOfTheStorm(int alerts) {
        storm(alerts, new Random(alerts));
        assertThat(neighbourhood.countVotes()).isLessThan((long) VOTES_AN_ALERT * alerts);
        neighbourhood.pass(Signs.at(1_000));
        assertThat(neighbourhood.countVotes()).isLessThan(2L * VOTES_AN_ALERT * alerts);
    }

    @Test
    void alertsOfOneMastLookAtEightOfIt() {
        for (int sensor = 0; sensor < 5_000; sensor++) {
            open(sensor, Signs.north(0), 0);
        }
        assertThat(neighbourhood.countVotes()).isLessThan(9L * 5_000);
    }

    @Test
    void tenThousandAlertsAreToldAtTheirTimeAndBelongTogetherWhenTheNeighboursWereAskedAgain() {
        int alerts = 10_000;
        storm(alerts, new Random(1));
        assertThat(told).filteredOn(event -> event.kind() == Kind.OPENED).hasSize(alerts);
        assertThat(told).allMatch(event -> event.recordedMillis() <= Signs.at(60));
        for (int sensor = 0; sensor < alerts; sensor++) {
            neighbourhood.receive(Signs.deviation(datastream(sensor), sites.get(sensor), 900, 80));
        }
        for (long second = 900; second <= 960; second++) {
            neighbourhood.pass(Signs.at(second)).forEach(report -> told.addAll(correlator.take(report)));
        }
        Map<String, String> parents = new HashMap<>();
        told.forEach(event -> parents.put(event.alertId(), event.finding().parent()));
        assertThat(parents.values().stream().filter(String::isEmpty)).hasSizeLessThan(20);
    }

    private void storm(int alerts, Random random) {
        for (int sensor = 0; sensor < alerts; sensor++) {
            sites.add(new Site(48.2 + random.nextDouble() * 0.09, 16.4 + random.nextDouble() * 0.135));
            neighbourhood.receive(Signs.deviation(datastream(sensor), sites.get(sensor), 0, 31));
        }
        for (int sensor = 0; sensor < alerts; sensor++) {
            open(sensor, sites.get(sensor), 60L * sensor / alerts);
        }
    }

    private void open(int sensor, Site site, long second) {
        neighbourhood.receive(Signs.deviation(datastream(sensor), site, second, 80));
        DetectorReport judged = neighbourhood.take(Signs.above(datastream(sensor), "jump", site, second));
        told.addAll(correlator.take(judged));
    }

    private static String datastream(int sensor) {
        return "tb/t" + sensor + "/pm25";
    }
}
