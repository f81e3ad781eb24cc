package org.metrobed.stream.cleaning;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.metrobed.model.Observation;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;

/** Flink's harness around {@link CleanReadings}. */
record CleaningHarness(KeyedOneInputStreamOperatorTestHarness<String, Reading, CleanedStep> operator)
        implements AutoCloseable {

    private static final long RETENTION_MILLIS = 48 * 3_600_000L;

    static CleaningHarness open() throws Exception {
        return restored(null);
    }

    static CleaningHarness restored(OperatorSubtaskState snapshot) throws Exception {
        return new CleaningHarness(Harnesses.open(
                new CleanReadings(RETENTION_MILLIS), Reading::datastream, new CleanedFormat(), snapshot));
    }

    void send(Reading reading) throws Exception {
        operator.processElement(reading, reading.receivedMillis());
    }

    void watermark(long second) throws Exception {
        operator.processWatermark(second * 1_000);
    }

    int timers() {
        return operator.numEventTimeTimers();
    }

    List<CleanedStep> steps() {
        return operator.extractOutputValues();
    }

    int stored() {
        return observations().size();
    }

    List<Observation> observations() {
        return side(CleanReadings.OBSERVATIONS);
    }

    int values() {
        return side(CleanReadings.VALUES).size();
    }

    /** A side output; empty if nothing was sent to it. */
    <T> List<T> side(OutputTag<T> tag) {
        return Harnesses.side(operator, tag);
    }

    @Override
    public void close() {
        try {
            operator.close();
        } catch (Exception e) { // the harness declares it
            throw new IllegalStateException("the operator does not close: " + Steps.DATASTREAM, e);
        }
    }
}
