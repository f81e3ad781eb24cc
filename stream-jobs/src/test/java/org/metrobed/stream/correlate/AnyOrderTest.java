package org.metrobed.stream.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamId;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.anomaly.DetectorReportFormat;

/** Both operators in a chain: the same log in any order of arrival, with restarts, gives the same events. */
class AnyOrderTest {

    private static final int MAX_DELAY_MILLIS = 120_000;

    private KeyedOneInputStreamOperatorTestHarness<String, AlertInput, DetectorReport> neighbours;
    private KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> correlator;
    private List<AlertEvent> told;
    private ToLongFunction<AlertInput> known = RandomAlertInputs::knownMillis;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderOfArrivalAndRestartsMakeNoDifference(long seed) throws Exception {
        List<AlertInput> log = new RandomAlertInputs(seed).log();
        List<AlertEvent> inOrder = run(log, Integer.MAX_VALUE);
        assertThat(inOrder).extracting(AlertEvent::kind).contains(Kind.OPENED, Kind.UPDATED, Kind.RESOLVED);
        assertThat(inOrder)
                .extracting(AlertEvent::detector)
                .contains(AlertCorrelator.GATEWAY_SILENT, AlertCorrelator.THING_SILENT);
        assertThat(inOrder)
                .extracting(event -> event.finding().parent().isEmpty())
                .contains(true, false);
        assertThatAnyOrderGives(inOrder, log, seed);
    }

    /** Two test-beds; what comes through one ingest goes on while the other is away. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void norWhileAnOutageOfOneIngestLasts(long seed) throws Exception {
        known = RandomAlertInputs::goesOnMillis;
        List<AlertInput> log = new ArrayList<>(new RandomAlertInputs(seed, "tb", true).log());
        log.addAll(new RandomAlertInputs(seed + 10, "other", false).log());
        log.sort(Comparator.comparingLong(known).thenComparing(AlertInput.ORDER));
        List<AlertEvent> inOrder = run(log, Integer.MAX_VALUE);
        assertThat(inOrder)
                .extracting(event -> new DatastreamId(event.datastream()).testbed())
                .contains("tb", "other");
        assertThat(inOrder)
                .filteredOn(event ->
                        event.kind() == Kind.OPENED && event.finding().cause().equals("silence"))
                .extracting(AlertEvent::recordedMillis)
                .isNotEmpty()
                .allMatch(millis -> millis <= RandomAlertInputs.START + RandomAlertInputs.OUTAGE_FROM * 1_000L
                        || millis > RandomAlertInputs.START + RandomAlertInputs.OUTAGE_TO * 1_000L);
        assertThatAnyOrderGives(inOrder, log, seed);
    }

    private void assertThatAnyOrderGives(List<AlertEvent> inOrder, List<AlertInput> log, long seed) throws Exception {
        Random random = new Random(seed);
        for (int restartAfter : new int[] {Integer.MAX_VALUE, 100}) {
            IdentityHashMap<AlertInput, Long> arrival = new IdentityHashMap<>();
            log.forEach(alertInput ->
                    arrival.put(alertInput, known.applyAsLong(alertInput) + random.nextInt(MAX_DELAY_MILLIS)));
            List<AlertInput> shuffled = new ArrayList<>(log);
            shuffled.sort(Comparator.comparing(arrival::get));
            assertThat(run(shuffled, restartAfter)).isEqualTo(inOrder);
        }
    }

    /** The watermark follows as closely as allowed: right before the oldest input that is still to arrive. */
    private List<AlertEvent> run(List<AlertInput> arriving, int restartAfter) throws Exception {
        told = new ArrayList<>();
        open(null, null);
        TreeMap<Long, Integer> missing = new TreeMap<>();
        arriving.forEach(alertInput -> missing.merge(known.applyAsLong(alertInput), 1, Integer::sum));
        for (int i = 0; i < arriving.size(); i++) {
            AlertInput alertInput = arriving.get(i);
            if (alertInput.livenessSignal() == null && !RandomAlertInputs.ofIngest(alertInput)) {
                neighbours.processElement(alertInput, alertInput.logMillis());
            } else if (RandomAlertInputs.ofIngest(alertInput)) {
                correlator.processBroadcastElement(Outage.of(alertInput.report().event()), alertInput.logMillis());
            } else {
                correlator.processElement(alertInput, alertInput.logMillis());
            }
            missing.computeIfPresent(known.applyAsLong(alertInput), (at, count) -> count == 1 ? null : count - 1);
            advance(missing.isEmpty() ? RandomAlertInputs.END : missing.firstKey() - 1);
            if (i % restartAfter == restartAfter - 1) {
                OperatorSubtaskState first = neighbours.snapshot(i, i);
                OperatorSubtaskState second = correlator.snapshot(i, i);
                close();
                open(first, second);
            }
        }
        close();
        told.sort(Comparator.comparing(event -> new DatastreamId(event.datastream()).testbed()));
        return told;
    }

    private void advance(long watermark) throws Exception {
        neighbours.processWatermark(new Watermark(watermark));
        for (DetectorReport report : neighbours.extractOutputValues()) {
            correlator.processElement(AlertInput.of(report), report.event().recordedMillis());
        }
        neighbours.getOutput().clear();
        correlator.processBroadcastWatermark(new Watermark(watermark));
        correlator.processWatermark(new Watermark(watermark));
        told.addAll(correlator.extractOutputValues());
        correlator.getOutput().clear();
    }

    private void open(OperatorSubtaskState first, OperatorSubtaskState second) throws Exception {
        neighbours = Harnesses.open(new AskNeighbours(), AlertInput::place, new DetectorReportFormat(), first);
        correlator = Correlators.open(second);
    }

    private void close() throws Exception {
        neighbours.close();
        correlator.close();
    }
}
