package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.anomaly.RandomArrivals.START_MILLIS;
import static org.metrobed.stream.anomaly.RandomArrivals.STEP_MILLIS;
import static org.metrobed.stream.anomaly.RandomArrivals.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.anomaly.Cause;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.stream.Steps;

/** What alerts cover, by the clock of their readings: two weeks of a daily course, with a fault from the tenth day on. */
class AlertSpanTest {

    private static final int DAY = 288;
    private static final int FROM = 10 * DAY;
    private static final int DAYS = 14;
    private static final long HOUR = 3_600_000;
    private static final int HOURS = 8 * 7 * 24;
    private static final DatastreamSettings SETTINGS = RandomArrivals.settings(STEP_MILLIS);

    /** The value is stuck at the top of the daily course, where it is ordinary for more than an hour. */
    @Test
    void stuckAlertCoversTheRunOfEqualValues() {
        int from = FROM + DAY / 4 - 8;
        int to = from + 100;
        List<AlertEvent> stuck = ofCause("stuck", i -> i >= from && i < to ? 119.75 : usual(i));
        assertThat(stuck).extracting(AlertEvent::kind).containsExactly(Kind.OPENED, Kind.RESOLVED);
        assertThat(stuck.get(0).sequence()).as("it was not pending").isZero();
        assertThat(stuck).extracting(AlertEvent::onsetMicros).containsOnly(stampMicros(from));
        assertThat(stuck.get(0).recordedMillis()).as("known later").isGreaterThan(at(from) + 3 * STEP_MILLIS);
        assertThat(stuck.get(1).recordedMillis()).as("told with the second").isLessThanOrEqualTo(at(to + 1) + 60_000);
        assertThat(stuck.get(1).atMicros()).as("the first different value").isEqualTo(stampMicros(to));
        assertThat(stuck.get(1).message()).contains("after 8 h 20 min; it was: the same value for longer");
    }

    @Test
    void alertAboutValuesEndsWhenTheyAreWithinTheirBandAgain() {
        int to = FROM + 36;
        List<AlertEvent> events = events(i -> usual(i) + (i >= FROM && i < to ? 80 : 0));
        AlertEvent opened = events.stream()
                .filter(event -> event.kind() == Kind.OPENED)
                .findFirst()
                .orElseThrow();
        AlertEvent resolved = last(events, opened.alertId());
        assertThat(opened.onsetMicros()).isEqualTo(stampMicros(FROM));
        assertThat(resolved.kind()).isEqualTo(Kind.RESOLVED);
        assertThat(resolved.atMicros()).isBetween(stampMicros(to), stampMicros(to + 3));
        assertThat(resolved.recordedMillis()).as("told two intervals later").isLessThanOrEqualTo(at(to + 3));
        assertThat(resolved.message()).contains("after 3 h", "it was: ", ", peak 1");
        assertThat(resolved.observed()).isBetween(resolved.expectedLow(), resolved.expectedHigh());
    }

    @Test
    void valuesThatLeaveTheirBandAgainGoOnWithTheSameAlert() {
        List<AlertEvent> events =
                events(i -> usual(i) + ((i >= FROM && i < FROM + 24) || (i >= FROM + 36 && i < FROM + 60) ? 80 : 0));
        AlertEvent opened = events.stream()
                .filter(event -> event.kind() == Kind.OPENED)
                .findFirst()
                .orElseThrow();
        AlertEvent resolved = last(events, opened.alertId());
        assertThat(resolved.atMicros()).isBetween(stampMicros(FROM + 60), stampMicros(FROM + 63));
        List<AlertEvent> told = events.stream()
                .filter(event -> event.kind() == Kind.OPENED || event.kind() == Kind.RESOLVED)
                .toList();
        assertThat(told).extracting(AlertEvent::alertId).containsOnly(opened.alertId());
        assertThat(told).extracting(AlertEvent::onsetMicros).containsOnly(opened.onsetMicros());
        assertThat(told)
                .extracting(AlertEvent::kind)
                .containsExactly(Kind.OPENED, Kind.RESOLVED, Kind.OPENED, Kind.RESOLVED);
        assertThat(told.get(1).recordedMillis()).isLessThanOrEqualTo(at(FROM + 27));
        assertThat(told.get(2).message()).endsWith(", again");
        assertThat(events.stream().map(AlertEvent::sequence))
                .as("each step has its number")
                .doesNotHaveDuplicates();
    }

    /** A loss exists because its single values may be as expected: those do not end it. */
    @Test
    void lossIsNotJudgedByTheBandOfSingleValues() {
        AnomalyDetector.Judged inside = new AnomalyDetector.Judged(stampMicros(FROM), 100, new Band(100, 80, 120));
        AlertSpan ofLoss = new AlertSpan();
        AlertSpan ofLevel = new AlertSpan();
        List<AlertSpan.Course> loss = new ArrayList<>();
        List<AlertSpan.Course> level = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            loss.add(ofLoss.judge(inside, Cause.LOSS));
            level.add(ofLevel.judge(inside, Cause.LEVEL_SHIFT));
        }
        assertThat(level).contains(AlertSpan.Course.WITHIN);
        assertThat(loss).containsOnly(AlertSpan.Course.SAME);
    }

    /** Hourly counts of eight weeks of unequal days, then a day of a small share of them. */
    @Test
    void alertOfALossLastsUntilTheDetectorEndsIt() {
        List<AlertEvent> events = hourlyEvents(HOURS, 28);
        AlertEvent opened = events.stream()
                .filter(event -> event.finding().cause().equals("loss"))
                .filter(event -> event.kind() == Kind.OPENED && event.recordedMillis() >= START_MILLIS + HOURS * HOUR)
                .findFirst()
                .orElseThrow();
        List<AlertEvent> steps = events.stream()
                .filter(event -> event.alertId().equals(opened.alertId()))
                .toList();
        long insideMicros = (START_MILLIS + (HOURS + 28) * HOUR) * 1_000;
        assertThat(events)
                .filteredOn(event -> event.atMicros() < insideMicros)
                .as("single values of the loss are within their bands")
                .anySatisfy(event -> assertThat(event.observed()).isGreaterThanOrEqualTo(event.expectedLow()));
        assertThat(steps)
                .extracting(AlertEvent::kind)
                .doesNotContain(Kind.UPDATED)
                .endsWith(Kind.RESOLVED);
        assertThat(steps.get(steps.size() - 1).atMicros())
                .as("not before the loss is over")
                .isGreaterThan(insideMicros);
    }

    private static List<AlertEvent> hourlyEvents(int from, int hours) {
        DatastreamSettings hourly = RandomArrivals.settings(HOUR);
        Random random = new Random(3);
        List<AlertEvent> events = new ArrayList<>();
        double ofDay = 1;
        AnomalyState state = AnomalyState.of(hourly);
        AnomalyDecisions decisions = decisions(events);
        for (int i = 0; i < from + 7 * 24; i++) {
            ofDay = i % 24 == 0 ? 0.2 + 1.6 * random.nextDouble() : ofDay;
            double rush = 150 * (1 - Math.cos(i * 2 * Math.PI / 24)) * ofDay + 10 * random.nextDouble();
            double value = Math.rint(i >= from && i < from + hours ? 0.02 * rush : rush);
            decisions.take(state, arrival(START_MILLIS + i * HOUR, START_MILLIS + i * HOUR, value, hourly));
        }
        return events;
    }

    private static AlertEvent last(List<AlertEvent> events, String id) {
        return events.stream()
                .filter(event -> event.alertId().equals(id))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private static List<AlertEvent> ofCause(String cause, IntToDoubleFunction values) {
        return events(values).stream()
                .filter(event -> event.finding().cause().equals(cause))
                .filter(event -> event.kind() != Kind.UPDATED)
                .toList();
    }

    /** The events from the fault on. */
    private static List<AlertEvent> events(IntToDoubleFunction values) {
        List<AlertEvent> events = new ArrayList<>();
        AnomalyState state = AnomalyState.of(SETTINGS);
        AnomalyDecisions decisions = decisions(events);
        for (int i = 0; i < DAYS * DAY; i++) {
            if (i == FROM) {
                events.clear();
            }
            decisions.take(state, arrival(at(i), at(i), values.applyAsDouble(i), SETTINGS));
        }
        return events;
    }

    private static AnomalyDecisions decisions(List<AlertEvent> events) {
        return new AnomalyDecisions(Steps.DATASTREAM, new AnomalyDecisions.Output() {
            @Override
            public void report(DetectorReport report) {
                events.add(report.event());
            }

            @Override
            public void deviation(Deviation deviation) {}
        });
    }

    /** A daily course with some noise. */
    private static double usual(int index) {
        return 100 + 20 * Math.sin(index * 2 * Math.PI / DAY) + new Random(index).nextGaussian();
    }

    private static long at(int index) {
        return START_MILLIS + index * STEP_MILLIS;
    }

    /** The time stamp of a mean: the end of its interval. */
    private static long stampMicros(int index) {
        return (at(index) + STEP_MILLIS) * 1_000;
    }
}
