package org.metrobed.stream.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.correlate.Desk;
import org.metrobed.analysis.correlate.Report;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.stream.detection.AlertEventForm;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.support.FormType;

/** Both operators, one after the other: the same log in any order of arrival, with restarts, gives the same events. */
class AnyOrderTest {

    private static final int MAX_DELAY_MILLIS = 120_000;

    private KeyedOneInputStreamOperatorTestHarness<String, Notice, Report> neighbours;
    private KeyedOneInputStreamOperatorTestHarness<String, Notice, AlertEvent> desk;
    private List<AlertEvent> told;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderOfArrivalAndRestartsMakeNoDifference(long seed) throws Exception {
        List<Notice> log = new RandomNotices(seed).log();
        List<AlertEvent> inOrder = run(log, Integer.MAX_VALUE);
        assertThat(inOrder).extracting(AlertEvent::kind).contains(Kind.OPENED, Kind.UPDATED, Kind.RESOLVED);
        assertThat(inOrder).extracting(AlertEvent::detector).contains(Desk.GATEWAY_SILENT, Desk.THING_SILENT);
        assertThat(inOrder)
                .extracting(event -> event.finding().parent().isEmpty())
                .contains(true, false);
        Random random = new Random(seed);
        for (int restartAfter : new int[] {Integer.MAX_VALUE, 100}) {
            IdentityHashMap<Notice, Long> arrival = new IdentityHashMap<>();
            log.forEach(notice ->
                    arrival.put(notice, RandomNotices.knownMillis(notice) + random.nextInt(MAX_DELAY_MILLIS)));
            List<Notice> shuffled = new ArrayList<>(log);
            shuffled.sort(Comparator.comparing(arrival::get));
            assertThat(run(shuffled, restartAfter)).isEqualTo(inOrder);
        }
    }

    /** The watermark follows as closely as it may: right before the oldest notice that is still to arrive. */
    private List<AlertEvent> run(List<Notice> arriving, int restartAfter) throws Exception {
        told = new ArrayList<>();
        open(null, null);
        TreeMap<Long, Integer> missing = new TreeMap<>();
        arriving.forEach(notice -> missing.merge(RandomNotices.knownMillis(notice), 1, Integer::sum));
        for (int i = 0; i < arriving.size(); i++) {
            Notice notice = arriving.get(i);
            if (notice.sighting() == null && !RandomNotices.ofIngest(notice)) {
                neighbours.processElement(notice, notice.logMillis());
            } else {
                desk.processElement(notice, notice.logMillis());
            }
            missing.computeIfPresent(RandomNotices.knownMillis(notice), (at, count) -> count == 1 ? null : count - 1);
            advance(missing.isEmpty() ? RandomNotices.END : missing.firstKey() - 1);
            if (i % restartAfter == restartAfter - 1) {
                OperatorSubtaskState first = neighbours.snapshot(i, i);
                OperatorSubtaskState second = desk.snapshot(i, i);
                close();
                open(first, second);
            }
        }
        close();
        return told;
    }

    private void advance(long watermark) throws Exception {
        neighbours.processWatermark(new Watermark(watermark));
        for (Report report : neighbours.extractOutputValues()) {
            desk.processElement(Notice.of(report), report.event().recordedMillis());
        }
        neighbours.getOutput().clear();
        desk.processWatermark(new Watermark(watermark));
        told.addAll(desk.extractOutputValues());
        desk.getOutput().clear();
    }

    private void open(OperatorSubtaskState first, OperatorSubtaskState second) throws Exception {
        neighbours = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AskNeighbours()), Notice::place, Types.STRING);
        neighbours.setup(new FormType<>(new ReportForm())
                .createSerializer(neighbours.getExecutionConfig().getSerializerConfig()));
        desk = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new CallOnce()), notice -> "", Types.STRING);
        desk.setup(new FormType<>(new AlertEventForm())
                .createSerializer(desk.getExecutionConfig().getSerializerConfig()));
        if (first != null) {
            neighbours.initializeState(first);
            desk.initializeState(second);
        }
        neighbours.open();
        desk.open();
    }

    private void close() throws Exception {
        neighbours.close();
        desk.close();
    }
}
