package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.correlate.DeviceStatus;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Liveness;

/**
 * Everything stops and starts again: no reading, no liveness signal and no heartbeat for some time. Ingest has one alert,
 * which is made elsewhere; this is about all others. A city of 40 datastreams behind four gateways, with a reading a minute.
 */
class RestartTest {

    private static final long MINUTE = 60_000;
    private static final int STREAMS = 40;
    private static final int GATEWAYS = 4;
    private static final int STOP = 8 * 1_440 + 400;
    private static final DatastreamSettings SETTINGS = RandomArrivals.settings(MINUTE);

    private final IngestOutages outages = new IngestOutages();
    private final AlertCorrelator correlator = new AlertCorrelator(outages, List.of());
    private final Neighbourhood neighbourhood = new Neighbourhood();
    private final List<AnomalyState> states = new ArrayList<>();
    private final List<DetectorReport> reports = new ArrayList<>();
    private final List<AlertEvent> told = new ArrayList<>();

    /** grafana/grafana, home-assistant/core and Zabbix have such reports: a flood of calls when monitoring comes back. */
    @ParameterizedTest
    @CsvSource({"10, false", "60, false", "60, true", "480, false", "480, true"})
    void restartOfEverythingCallsNobodyBesidesIngest(int minutes, boolean backlog) {
        for (int i = 0; i < STREAMS; i++) {
            states.add(AnomalyState.of(SETTINGS));
        }
        for (int minute = 0; minute < STOP; minute++) {
            live(minute);
        }
        told.clear();
        int back = STOP + minutes;
        outages.take(new IngestOutages.Outage("ingest", at(STOP) - MINUTE, at(back)));
        runDue(at(back));
        if (backlog) {
            for (int minute = STOP; minute < back; minute++) {
                take(minute, at(back) + (minute - STOP) * 20L);
            }
            settle(at(back) + MINUTE - 1);
        }
        for (int minute = back + 1; minute < back + 240; minute++) {
            live(minute);
        }
        assertThat(told)
                .filteredOn(event -> event.kind() == AlertEvent.Kind.OPENED || event.kind() == AlertEvent.Kind.UPDATED)
                .filteredOn(event -> event.finding().parent().isEmpty())
                .isEmpty();
    }

    private void live(int minute) {
        for (int gateway = 0; gateway < GATEWAYS; gateway++) {
            told.addAll(correlator.receive(status(Liveness.Kind.GATEWAY, "tb/gw-" + gateway, "", at(minute))));
        }
        if (minute % 10 == 0) {
            for (int i = 0; i < STREAMS; i++) {
                told.addAll(correlator.receive(
                        status(Liveness.Kind.THING, "tb/station-" + i, "tb/gw-" + i % GATEWAYS, at(minute))));
            }
        }
        runDue(at(minute));
        take(minute, at(minute) + 500);
        settle(at(minute) + 500);
    }

    private void take(int minute, long receivedMillis) {
        for (int i = 0; i < STREAMS; i++) {
            decisions(i)
                    .take(
                            states.get(i),
                            RandomArrivals.arrival(at(minute), receivedMillis, value(minute, i), SETTINGS));
        }
    }

    private void runDue(long logMillis) {
        for (int i = 0; i < STREAMS; i++) {
            decisions(i).runDue(states.get(i), logMillis);
        }
        settle(logMillis);
    }

    /** What was reported goes on in the order of the log, up to a log time. */
    private void settle(long logMillis) {
        reports.sort(Comparator.comparingLong(report -> report.event().recordedMillis()));
        for (DetectorReport report : reports) {
            told.addAll(correlator.pass(report.event().recordedMillis() - 1));
            told.addAll(correlator.take(neighbourhood.take(report)));
        }
        reports.clear();
        outages.advance(logMillis);
        told.addAll(correlator.pass(logMillis));
    }

    private AnomalyDecisions decisions(int stream) {
        return new AnomalyDecisions("tb/station-" + stream + "/pm25", new AnomalyDecisions.Output() {
            @Override
            public void report(DetectorReport report) {
                reports.add(report);
            }

            @Override
            public void deviation(Deviation deviation) {
                neighbourhood.receive(deviation);
            }
        });
    }

    private static DeviceStatus status(Liveness.Kind kind, String id, String gateway, long millis) {
        return new DeviceStatus(kind, id, gateway, millis, Liveness.Status.UNKNOWN);
    }

    private static double value(int minute, int stream) {
        double day = Math.sin(minute / 1_440.0 * 2 * Math.PI);
        return 60 + 20 * day + new Random(minute * 64L + stream).nextGaussian();
    }

    private static long at(int minute) {
        return RandomArrivals.START_MILLIS + minute * MINUTE;
    }
}
