package org.metrobed.stream.cleaning;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.metrobed.model.Observation;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.support.StateFormatType;

/** Wires cleaning: readings in, observations for the store and ordered steps for what follows out. */
public final class CleaningTopology {

    private CleaningTopology() {}

    /**
     * What leaves cleaning.
     *
     * @param observations every revision of an observation
     * @param values in the order of the datastream's clock, at once, partitioned by datastream
     * @param arrivals readings of watched datastreams in the order of arrival, partitioned by datastream
     * @param steps the values with their final flags, late ones and ticks, partitioned by datastream
     */
    public record Streams(
            DataStream<Observation> observations,
            DataStream<CleanedStep> values,
            DataStream<CleanedStep> arrivals,
            DataStream<CleanedStep> steps) {}

    /**
     * Adds the operators.
     *
     * @param horizonMillis how far behind the newest reading repeats are known, milliseconds
     * @param suffix of the operators' uids, for a second set of them
     */
    public static Streams build(DataStream<Reading> readings, long horizonMillis, String suffix) {
        SingleOutputStreamOperator<CleanedStep> steps = readings.keyBy(Reading::datastream, Types.STRING)
                .process(new CleanReadings(horizonMillis), new StateFormatType<>(new CleanedFormat()))
                .uid("clean-readings" + suffix)
                .name("clean readings" + suffix);
        return new Streams(
                steps.getSideOutput(CleanReadings.OBSERVATIONS),
                steps.getSideOutput(CleanReadings.VALUES),
                steps.getSideOutput(CleanReadings.ARRIVALS),
                steps);
    }
}
