package org.metrobed.stream.cleaning;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.metrobed.model.Observation;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.support.StateFormatType;

/**
 * Wires cleaning. Input: readings. Output: observations for the store and ordered steps for the operators that follow.
 */
public final class CleaningTopology {

    private CleaningTopology() {}

    /**
     * The streams that cleaning emits.
     *
     * @param observations every revision of an observation
     * @param values values in order of phenomenon time, emitted at once, partitioned by datastream
     * @param arrivals readings in order of arrival, of datastreams with anomaly detection, partitioned by datastream
     * @param steps values with their final flags, late values and ticks, partitioned by datastream
     */
    public record Streams(
            DataStream<Observation> observations,
            DataStream<CleanedStep> values,
            DataStream<CleanedStep> arrivals,
            DataStream<CleanedStep> steps) {}

    /**
     * Adds the operators.
     *
     * @param retentionMillis the deduplication retention, milliseconds behind the newest reading
     * @param suffix of the operators' uids, for a second set of operators
     */
    public static Streams build(DataStream<Reading> readings, long retentionMillis, String suffix) {
        DataStream<Reading> grouped = readings.keyBy(Reading::datastream, Types.STRING)
                .transform("group readings" + suffix, readings.getType(), new GroupReadings())
                .uid("group-readings" + suffix);
        SingleOutputStreamOperator<CleanedStep> steps = DataStreamUtils.reinterpretAsKeyedStream(
                        grouped, Reading::datastream, Types.STRING)
                .process(new CleanReadings(retentionMillis), new StateFormatType<>(new CleanedFormat()))
                .uid("clean-readings" + suffix)
                .name("clean readings" + suffix);
        return new Streams(
                steps.getSideOutput(CleanReadings.OBSERVATIONS),
                steps.getSideOutput(CleanReadings.VALUES),
                steps.getSideOutput(CleanReadings.ARRIVALS),
                steps);
    }
}
