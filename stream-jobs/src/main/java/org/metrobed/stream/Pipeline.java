package org.metrobed.stream;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.anomaly.DetectAnomalies;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.anomaly.RaiseThresholdAlerts;
import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.catalog.KafkaCatalogSource;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.CleaningTopology;
import org.metrobed.stream.correlate.AlertTopology;
import org.metrobed.stream.decode.DecodeMessages;
import org.metrobed.stream.decode.DecodeSessions;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingFormat;
import org.metrobed.stream.liveness.LivenessFormat;
import org.metrobed.stream.liveness.RaiseCatalogAlerts;
import org.metrobed.stream.liveness.RaiseIngestAlerts;
import org.metrobed.stream.liveness.RaiseSystemAlerts;
import org.metrobed.stream.liveness.TrackLiveness;
import org.metrobed.stream.product.ComputeProducts;
import org.metrobed.stream.sink.StoreSink;
import org.metrobed.stream.source.LogWatermarks;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.source.RawSource;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.window.CloseWindows;
import org.metrobed.stream.window.WindowRevisionFormat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/**
 * The whole pipeline as one graph. Decoding is chained to the source. After one exchange, keyed by datastream,
 * cleaning, windows, detection and their sinks form one chain, so a reading is serialised once.
 */
public final class Pipeline {

    /** The version stored with each row. Raise it if the same log would give other rows. */
    public static final String VERSION = "12";

    /**
     * The generation of the state layouts. The starter of the job stores it beside the checkpoints. Raise it if older
     * layouts are no longer read: checkpoints of another generation are set aside. {@code deploy/flink/run-pipeline}
     * has the same number.
     */
    public static final int STATE_GENERATION = 1;

    /** How far the watermark is behind the newest record of the raw log, milliseconds. */
    public static final long BEHIND_MILLIS = 1;

    /**
     * How far before the last heartbeat the opening of an alert of a silent ingest is recorded, milliseconds. At least
     * {@link #BEHIND_MILLIS}, so that it is visible during the silence; more, so that the same log gives the rows of
     * earlier versions.
     */
    private static final long SILENCE_RECORDED_MILLIS = 1_001;

    /** Name suffix of the second set of operators and sinks, for hourly products. */
    private static final String DERIVED = "-derived";

    /**
     * Longest time that a record for each message or reading waits for a full buffer behind decoding, milliseconds; each
     * such edge has a thread that looks so often, also while nothing comes. All other edges send at once, so that the watermark, which readers
     * wait for, passes them at once too.
     */
    private static final long BUFFER_MILLIS = 80;

    private static final long AT_ONCE = 0;

    /** Timestamp of monitor records: they do not advance the watermark. */
    private static final long STANDS_STILL = Long.MIN_VALUE;

    private Pipeline() {}

    /** The configuration of every environment that runs the pipeline. */
    public static Configuration configuration(PipelineConfig config) {
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.MAX_PARALLELISM, 128);
        flink.set(PipelineOptions.NAME, "metrobed " + config.topicPrefix());
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, LogWatermarks.PERIOD);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(AT_ONCE));
        flink.set(
                StateBackendOptions.STATE_BACKEND, config.stateBackend().name().toLowerCase(Locale.ROOT));
        flink.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, config.stateBackend() == StateBackend.ROCKSDB);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        if (!config.checkpointInterval().isZero()) {
            flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpointInterval());
            flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(20));
            flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
            flink.set(
                    CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                    ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        }
        if (!config.checkpointFolder().isEmpty()) {
            flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpointFolder());
        }
        return flink;
    }

    /** Adds the graph to an environment made with {@link #configuration}. */
    public static void build(StreamExecutionEnvironment env, PipelineConfig config) {
        env.setParallelism(config.parallelism());
        CatalogSource catalog = new KafkaCatalogSource(config.kafkaBootstrap(), config.topicPrefix());
        StoreSink.Target run = Outputs.target(config);
        int readers = Math.min(config.parallelism(), config.rawPartitions());
        SingleOutputStreamOperator<RawRecord> raw = env.fromSource(
                        new RawSource(config.kafkaBootstrap(), config.topicPrefix(), run), watermarks(), "raw log")
                .uid("raw-log")
                .setParallelism(readers);
        SingleOutputStreamOperator<Reading> readings = raw.process(
                        new DecodeMessages(catalog, partitions(config), run, Outputs.tracing(config)),
                        new StateFormatType<>(new ReadingFormat()))
                .uid("decode-messages")
                .name("decode messages")
                .setParallelism(readers);
        SingleOutputStreamOperator<Reading> inSession = buffered(
                        readings.getSideOutput(DecodeMessages.SESSIONS), "sessions")
                .keyBy(message -> RawHeaders.text(message.key()), Types.STRING)
                .process(new DecodeSessions(catalog), new StateFormatType<>(new ReadingFormat()))
                .uid("decode-sessions")
                .name("decode sessions");
        Outputs outputs = new Outputs(config, "");
        outputs.deadLetters(both(readings, inSession, DecodeMessages.DEAD_LETTERS));
        outputs.redrives(both(readings, inSession, DecodeMessages.REDRIVES));
        outputs.commands(inSession.getSideOutput(DecodeSessions.COMMANDS));
        DataStream<LivenessSignal> signals = readings.getSideOutput(DecodeMessages.LIVENESS_SIGNALS);
        DataStream<LivenessSignal> signalsInSession = inSession.getSideOutput(DecodeMessages.LIVENESS_SIGNALS);
        outputs.liveness(signals.union(signalsInSession)
                .keyBy(LivenessSignal::key, Types.STRING)
                .process(new TrackLiveness(), new StateFormatType<>(new LivenessFormat()))
                .uid("track-liveness")
                .name("track liveness"));

        CleaningTopology.Streams clean = CleaningTopology.build(
                buffered(readings, "readings").union(inSession),
                config.horizon().toMillis(),
                "");
        DataStream<DetectorReport> ofValues = results(clean, outputs, "");
        DataStream<AlertEvent> ofIngest = readings.getSideOutput(DecodeMessages.HEARTBEATS)
                .keyBy(heartbeat -> "", Types.STRING)
                .process(new RaiseIngestAlerts(SILENCE_RECORDED_MILLIS), new StateFormatType<>(new AlertEventFormat()))
                .uid("raise-ingest-alerts")
                .name("raise ingest alerts")
                .setParallelism(1); // one key
        Outputs ofProducts = new Outputs(config, DERIVED);
        SingleOutputStreamOperator<DetectorReport> detected = detected(clean);
        outputs.alerts(AlertTopology.build(
                List.of(ofValues, detected, products(clean, config, ofProducts)),
                detected.getSideOutput(DetectAnomalies.DEVIATIONS),
                List.of(signals, signalsInSession),
                ofIngest));
        DataStream<AlertEvent> ofCatalog = readings.getSideOutput(DecodeMessages.CATALOG_NOTICES)
                .map(new RaiseCatalogAlerts(), new StateFormatType<>(new AlertEventFormat()))
                .uid("raise-catalog-alerts")
                .name("raise catalog alerts");
        DataStream<AlertEvent> ofSystem = readings.getSideOutput(DecodeMessages.ALARMS)
                .map(new RaiseSystemAlerts(), new StateFormatType<>(new AlertEventFormat()))
                .uid("raise-system-alerts")
                .name("raise system alerts");
        // not correlated; checkpoints and progress know this sink by its name with the suffix
        ofProducts.rareAlerts(ofIngest.union(ofCatalog, ofSystem));
    }

    /** Stores observations and windows of a stage, and returns the reports of its detectors. */
    private static DataStream<DetectorReport> results(CleaningTopology.Streams clean, Outputs outputs, String suffix) {
        outputs.observations(clean.observations());
        SingleOutputStreamOperator<WindowRevision> windows = keyed(clean.steps())
                .process(new CloseWindows(), new StateFormatType<>(new WindowRevisionFormat()))
                .uid("close-windows-1m" + suffix) // of all lengths; checkpoints know it by this name
                .name("close windows" + suffix);
        outputs.windows(windows.getSideOutput(CloseWindows.STORED), windows);
        return keyed(clean.values())
                .process(new RaiseThresholdAlerts(), new StateFormatType<>(new DetectorReportFormat()))
                .uid("raise-threshold-alerts" + suffix)
                .name("raise threshold alerts" + suffix);
    }

    /** The anomaly reports of measured datastreams. */
    private static SingleOutputStreamOperator<DetectorReport> detected(CleaningTopology.Streams clean) {
        return keyed(clean.arrivals())
                .process(new DetectAnomalies(), new StateFormatType<>(new DetectorReportFormat()))
                .uid("detect-anomalies")
                .name("detect anomalies");
    }

    /**
     * Hourly products are readings of a second stage. They are cleaned, windowed and checked for anomalies like those
     * of the first.
     */
    private static DataStream<DetectorReport> products(
            CleaningTopology.Streams clean, PipelineConfig config, Outputs outputs) {
        DataStream<CleanedStep> asked = clean.steps()
                .filter(ComputeProducts::isAsked)
                .uid("choose-sources-of-products")
                .name("choose sources of products");
        DataStream<Reading> derived = keyed(asked)
                .process(new ComputeProducts(), new StateFormatType<>(new ReadingFormat()))
                .uid("compute-products")
                .name("compute products");
        return results(CleaningTopology.build(derived, config.horizon().toMillis(), DERIVED), outputs, DERIVED);
    }

    /** The output of cleaning is already partitioned by datastream. */
    private static KeyedStream<CleanedStep, String> keyed(DataStream<CleanedStep> cleaned) {
        return DataStreamUtils.reinterpretAsKeyedStream(cleaned, CleanedStep::datastream, Types.STRING);
    }

    /** The same stream, buffered for a moment before it is sent. */
    private static <T> DataStream<T> buffered(DataStream<T> stream, String name) {
        return stream.map(record -> record, stream.getType())
                .uid("buffer-" + name)
                .name("buffer " + name.replace('-', ' '))
                .setParallelism(stream.getParallelism())
                .setBufferTimeout(BUFFER_MILLIS);
    }

    /** A side output of both ways to decode. */
    private static <T> DataStream<T> both(
            SingleOutputStreamOperator<Reading> first, SingleOutputStreamOperator<Reading> second, OutputTag<T> tag) {
        return first.getSideOutput(tag).union(second.getSideOutput(tag));
    }

    private static RawPartitions.Check partitions(PipelineConfig config) {
        int read = config.rawPartitions();
        String kafka = config.kafkaBootstrap();
        String prefix = config.topicPrefix();
        return said -> RawPartitions.require(said, read, () -> RawPartitions.count(kafka, prefix));
    }

    /** Whether the time of a record is that of ingest; the API writes the others. */
    private static boolean isOfIngest(RawKind kind) {
        return kind != RawKind.MONITOR && kind != RawKind.ALARM;
    }

    private static WatermarkStrategy<RawRecord> watermarks() {
        return WatermarkStrategy.<RawRecord>forGenerator(context -> new LogWatermarks(System::nanoTime))
                .withTimestampAssigner(
                        (record, kafkaTime) -> isOfIngest(record.kind()) ? record.logMillis() : STANDS_STILL);
    }
}
