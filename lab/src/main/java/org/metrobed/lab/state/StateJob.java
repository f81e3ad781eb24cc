package org.metrobed.lab.state;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.metrobed.stream.anomaly.DetectAnomalies;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.CleaningTopology;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingFormat;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.window.CloseWindows;
import org.metrobed.stream.window.WindowRevisionFormat;

/**
 * Runs the pipeline's own cleaning, windows and anomaly detection in this process with a {@link StateLoad}; it
 * continues after the last reading. Without watermarks, so that no datastream becomes idle and all state is kept.
 * Static functions only.
 */
final class StateJob {

    private static final int PARALLELISM = 2;
    private static final long RETENTION_MILLIS = 48 * 3_600_000L;
    private static final long PAUSE_NANOS = 10_000_000;

    /** The number of readings that have passed cleaning in this process. */
    private static final AtomicLong PASSED = new AtomicLong();

    private StateJob() {}

    /** The number of readings that have passed cleaning so far. */
    static long passed() {
        return PASSED.get();
    }

    /** The graph, with checkpoints in a folder; a load without rounds gives no readings. */
    static StreamExecutionEnvironment graph(StateLoad load, Path folder) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
        DataStream<Reading> waiting = numbers(env, Long.MAX_VALUE - 1, "wait")
                .process(new Waiting(), new StateFormatType<>(new ReadingFormat()));
        DataStream<Reading> readings = numbers(env, Math.max(0, load.readings() - 1), "readings")
                .process(new Numbered(load), new StateFormatType<>(new ReadingFormat()));
        CleaningTopology.Streams clean = CleaningTopology.build(readings.union(waiting), RETENTION_MILLIS, "");
        clean.observations().sinkTo(new DiscardingSink<>());
        clean.values()
                .map(value -> {
                    PASSED.incrementAndGet();
                    return value.datastream();
                })
                .returns(Types.STRING)
                .sinkTo(new DiscardingSink<>());
        DataStreamUtils.reinterpretAsKeyedStream(clean.steps(), CleanedStep::datastream, Types.STRING)
                .process(new CloseWindows(), new StateFormatType<>(new WindowRevisionFormat()))
                .uid("close-windows")
                .sinkTo(new DiscardingSink<>());
        DataStreamUtils.reinterpretAsKeyedStream(clean.arrivals(), CleanedStep::datastream, Types.STRING)
                .process(new DetectAnomalies(), new StateFormatType<>(new DetectorReportFormat()))
                .uid("detect-anomalies")
                .sinkTo(new DiscardingSink<>());
        return env;
    }

    private static DataStream<Long> numbers(StreamExecutionEnvironment env, long last, String name) {
        return env.fromSource(new NumberSequenceSource(0, last), WatermarkStrategy.noWatermarks(), name);
    }

    /** Converts numbers to readings. */
    private static final class Numbered extends ProcessFunction<Long, Reading> {

        private static final long serialVersionUID = 1L;

        private final int datastreams;
        private final int rounds;
        private final long intervalMillis;

        Numbered(StateLoad load) {
            datastreams = load.datastreams();
            rounds = load.rounds();
            intervalMillis = load.intervalMillis();
        }

        @Override
        public void processElement(Long number, Context context, Collector<Reading> out) {
            if (rounds > 0) {
                out.collect(new StateLoad(datastreams, rounds, intervalMillis).reading(number));
            }
        }
    }

    /** Emits nothing, so that the job continues to run. */
    private static final class Waiting extends ProcessFunction<Long, Reading> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Long number, Context context, Collector<Reading> out) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
