package org.metrobed.stream.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.DuplicateTimestamp;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Derivation;
import org.metrobed.model.Finding;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.stream.Steps;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.anomaly.DeviationFormat;
import org.metrobed.stream.cleaning.CleanedFormat;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.decode.DeadLetterFormat;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.decode.LivenessSignalFormat;
import org.metrobed.stream.decode.OutgoingFormat;
import org.metrobed.stream.decode.ReadingBuilder;
import org.metrobed.stream.decode.ReadingFormat;
import org.metrobed.stream.decode.RedriveFormat;
import org.metrobed.stream.liveness.LivenessFormat;
import org.metrobed.stream.window.WindowRevisionFormat;
import org.metrobed.topics.Outgoing;

class FormatsTest {

    private static final Observation OBSERVATION = ObservationBuilder.builder()
            .datastream(Steps.DATASTREAM)
            .phenomenonMicros(5)
            .revision(1)
            .result(2.5)
            .flag(QualityFlag.SUSPECT)
            .tests(Verdicts.of(77))
            .cause(Observation.Cause.VERDICT)
            .raw(new RawPosition(1, 2, 3))
            .receivedMillis(4)
            .catalogVersion(6)
            .build();

    private static final QualityConfig ALL_TESTS = Steps.GROSS_RANGE
            .with(new Spike.Params(1, 2, Spike.Method.DIFFERENTIAL))
            .with(RateOfChange.Params.perSecond(3, Double.NaN, true))
            .with(FlatLine.Params.ofGap(4, 5, 6, 7).withExcept(new FlatLine.Except(new Span(8, 9), 10, 11)))
            .with(new AttenuatedSignal.Params(12, 13, 14, 15, AttenuatedSignal.Check.RANGE, 16))
            .with(new Climatology.Params(
                    ZoneId.of("Europe/Vienna"),
                    List.of(
                            new Climatology.Member(
                                    List.of(new Climatology.Season(Period.MONTH, new Span(6, 8))),
                                    new Span(0, 5),
                                    new Span(17, 18),
                                    Span.OPEN),
                            new Climatology.Member(List.of(), null, Span.OPEN, Span.OPEN))))
            .with(new TimeGap.Params(19, 20, true))
            .with(new DuplicateTimestamp.Params());

    private static final DatastreamSettings SOURCE = Steps.settings(4, 5)
            .withProducts(List.of(Steps.settings(6, 7)
                    .withDerivation(new Derivation(
                            "nowcast-pm25",
                            List.of(new Derivation.Input("a/b/c", 0.5, 1), new Derivation.Input("a/b/d", 1, 0))))));
    private static final Peers PEERS = new Peers(
            List.of(new CrossCheckLimits("tb/a/pm10", CrossCheckLimits.Kind.TWIN_OF, 1, 2, 3)),
            new NeighbourLimits(List.of("tb/b/pm25", "tb/c/pm25"), 4, 5, 6, 7, 8),
            9);

    static Stream<Arguments> forms() {
        Summary summary = Summary.EMPTY.add(1, 2).add(3, 4);
        return Stream.of(
                Arguments.of(new ObservationFormat(), OBSERVATION),
                Arguments.of(new ReadingFormat(), Steps.reading(1, 2, 3, null)),
                Arguments.of(
                        new ReadingFormat(), Steps.reading(1, 2, 3, null).withStated(new StatedValue(0.003, "mg/m3"))),
                Arguments.of(
                        new ReadingFormat(),
                        ReadingBuilder.builder()
                                .datastream("tb/a/pm25")
                                .phenomenonMicros(1)
                                .value(2)
                                .receivedMillis(3)
                                .redrivenMillis(4)
                                .partition(5)
                                .offset(6)
                                .index(7)
                                .catalogVersion(8)
                                .of("tb/b/pm25")
                                .build()),
                Arguments.of(
                        new ReadingFormat(),
                        Steps.reading(1, 2, 3, Steps.settings(4, 5).withPeers(PEERS))),
                Arguments.of(new ReadingFormat(), Steps.reading(1, 2, 3, Steps.settings(4, 5))),
                Arguments.of(new ReadingFormat(), Steps.reading(1, 2, 3, Steps.settings(4, 5, ALL_TESTS))),
                Arguments.of(new ReadingFormat(), Steps.reading(1, 2, 3, SOURCE)),
                Arguments.of(
                        new CleanedFormat(),
                        new CleanedStep(Steps.DATASTREAM, OBSERVATION, true, 1, false, 2, Steps.settings(3, 4))),
                Arguments.of(
                        new CleanedFormat(),
                        new CleanedStep(Steps.DATASTREAM, null, false, 1, true, 2, Steps.settings(3, 4))),
                Arguments.of(
                        new WindowRevisionFormat(),
                        WindowRevisionBuilder.builder()
                                .datastream(Steps.DATASTREAM)
                                .sizeMillis(60_000)
                                .revision(9)
                                .recordedMillis(8)
                                .intervalMillis(7)
                                .good(summary)
                                .suspect(Summary.EMPTY)
                                .notEvaluatedCount(6)
                                .failCount(5)
                                .missingCount(4)
                                .lateCount(3)
                                .catalogVersion(2)
                                .build()),
                Arguments.of(
                        new AlertEventFormat(),
                        AlertEventBuilder.builder()
                                .alertId("id")
                                .kind(AlertEvent.Kind.OPENED)
                                .datastream(Steps.DATASTREAM)
                                .detector("high")
                                .severity(Severity.WARNING)
                                .onsetMicros(1)
                                .atMicros(2)
                                .recordedMillis(3)
                                .observed(4)
                                .peak(5)
                                .expectedLow(6)
                                .expectedHigh(7)
                                .message("words")
                                .catalogVersion(8)
                                .finding(Finding.THRESHOLD)
                                .build()),
                Arguments.of(
                        new DetectorReportFormat(),
                        new DetectorReport(
                                AlertEventBuilder.builder()
                                        .alertId("id")
                                        .sequence(1)
                                        .kind(AlertEvent.Kind.UPDATED)
                                        .datastream(Steps.DATASTREAM)
                                        .detector("watch")
                                        .severity(Severity.WARNING)
                                        .onsetMicros(1)
                                        .atMicros(2)
                                        .recordedMillis(3)
                                        .observed(4)
                                        .peak(5)
                                        .expectedLow(6)
                                        .expectedHigh(7)
                                        .message("words")
                                        .catalogVersion(8)
                                        .finding(new Finding("jump", 0.5, 9, Finding.Origin.SENSOR, "parent"))
                                        .build(),
                                new Site(48, 16),
                                60_000)),
                Arguments.of(new DeviationFormat(), new Deviation(Steps.DATASTREAM, 1, 2, 3, 4, 5, 6, Site.NOWHERE)),
                Arguments.of(
                        new RedriveFormat(), new Redrive(new RawPosition(1, 2, -1), 9, true, 3, 4, "senml-json/2", 5)),
                Arguments.of(
                        new LivenessSignalFormat(),
                        new LivenessSignal(Liveness.Kind.THING, "tb/a", "tb/gw", 1, 2, Liveness.Status.ONLINE)),
                Arguments.of(
                        new LivenessFormat(),
                        LivenessBuilder.builder()
                                .kind(Liveness.Kind.GATEWAY)
                                .id("tb/gw")
                                .gateway("")
                                .heardMillis(1)
                                .phenomenonMicros(2)
                                .status(Liveness.Status.OFFLINE)
                                .statusMillis(3)
                                .skewMillis(4)
                                .skewSamples(5)
                                .build()),
                Arguments.of(new OutgoingFormat(), new Outgoing("1-2-0", "a/b", ByteString.copyFromUtf8("x"), 1, 5)),
                Arguments.of(
                        new DeadLetterFormat(),
                        DeadLetterBuilder.builder()
                                .raw(new RawPosition(1, 2, -1))
                                .stage("decode")
                                .reason(DeadLetter.Reason.EMPTY)
                                .detail("nothing")
                                .topic("a/b")
                                .decoder("")
                                .receivedMillis(3)
                                .payloadBytes(4)
                                .payloadHead("")
                                .catalogVersion(5)
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void writesAndReadsTheSame(StateFormat<T> form, T value) throws IOException {
        TypeSerializer<T> serializer = new StateFormatType<>(form).createSerializer(new SerializerConfigImpl());
        assertThat(read(serializer, write(serializer, value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void checkpointOfTheSameVersionIsReadable(StateFormat<T> form, T value) throws IOException {
        TypeSerializer<T> serializer = new StateFormatType<>(form).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> restored = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(restored)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(read(restored.restoreSerializer(), write(serializer, value))).isEqualTo(value);
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = serializer.deserialize(in);
        assertThat(List.of(in.available())).containsExactly(0);
        return value;
    }
}
