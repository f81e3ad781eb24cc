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
import org.metrobed.core.alert.Report;
import org.metrobed.core.alert.Standing;
import org.metrobed.core.limits.Company;
import org.metrobed.core.limits.CrossCheckLimits;
import org.metrobed.core.limits.NeighbourLimits;
import org.metrobed.core.limits.Period;
import org.metrobed.core.limits.QualityConfig;
import org.metrobed.core.limits.Span;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.Derivation;
import org.metrobed.core.model.Finding;
import org.metrobed.core.model.Liveness;
import org.metrobed.core.model.Observation;
import org.metrobed.core.model.QualityFlag;
import org.metrobed.core.model.RawPosition;
import org.metrobed.core.model.Redrive;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.Site;
import org.metrobed.core.model.Stated;
import org.metrobed.core.quality.AttenuatedSignal;
import org.metrobed.core.quality.Climatology;
import org.metrobed.core.quality.DuplicateTimestamp;
import org.metrobed.core.quality.FlatLine;
import org.metrobed.core.quality.RateOfChange;
import org.metrobed.core.quality.Spike;
import org.metrobed.core.quality.TimeGap;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.Cleaned;
import org.metrobed.stream.cleaning.CleanedForm;
import org.metrobed.stream.decode.DeadLetterForm;
import org.metrobed.stream.decode.OutgoingForm;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingForm;
import org.metrobed.stream.decode.RedriveForm;
import org.metrobed.stream.decode.Sighting;
import org.metrobed.stream.decode.SightingForm;
import org.metrobed.stream.detection.AlertEventForm;
import org.metrobed.stream.detection.ReportForm;
import org.metrobed.stream.detection.StandingForm;
import org.metrobed.stream.liveness.LivenessForm;
import org.metrobed.stream.windows.WindowRevisionForm;
import org.metrobed.wire.topic.Outgoing;

class FormsTest {

    private static final Observation OBSERVATION = new Observation(
            Steps.DATASTREAM,
            5,
            1,
            2.5,
            QualityFlag.SUSPECT,
            77,
            Observation.Cause.VERDICT,
            new RawPosition(1, 2, 3),
            4,
            6);

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
    private static final Company COMPANY = new Company(
            List.of(new CrossCheckLimits("tb/a/pm10", CrossCheckLimits.Kind.TWIN_OF, 1, 2, 3)),
            new NeighbourLimits(List.of("tb/b/pm25", "tb/c/pm25"), 4, 5, 6, 7, 8),
            9);

    static Stream<Arguments> forms() {
        Summary summary = Summary.EMPTY.add(1, 2).add(3, 4);
        return Stream.of(
                Arguments.of(new ObservationForm(), OBSERVATION),
                Arguments.of(new ReadingForm(), Steps.reading(1, 2, 3, null)),
                Arguments.of(new ReadingForm(), Steps.reading(1, 2, 3, null).withStated(new Stated(0.003, "mg/m3"))),
                Arguments.of(
                        new ReadingForm(), new Reading("tb/a/pm25", 1, 2, null, 3, 4, 5, 6, 7, 8, null, "tb/b/pm25")),
                Arguments.of(
                        new ReadingForm(),
                        Steps.reading(1, 2, 3, Steps.settings(4, 5).withCompany(COMPANY))),
                Arguments.of(new ReadingForm(), Steps.reading(1, 2, 3, Steps.settings(4, 5))),
                Arguments.of(new ReadingForm(), Steps.reading(1, 2, 3, Steps.settings(4, 5, ALL_TESTS))),
                Arguments.of(new ReadingForm(), Steps.reading(1, 2, 3, SOURCE)),
                Arguments.of(
                        new CleanedForm(),
                        new Cleaned(Steps.DATASTREAM, OBSERVATION, true, 1, false, 2, Steps.settings(3, 4))),
                Arguments.of(
                        new CleanedForm(),
                        new Cleaned(Steps.DATASTREAM, null, false, 1, true, 2, Steps.settings(3, 4))),
                Arguments.of(
                        new WindowRevisionForm(),
                        new WindowRevision(
                                Steps.DATASTREAM, 60_000, 0, 9, 8, 7, summary, Summary.EMPTY, 6, 5, 4, 3, 2, false)),
                Arguments.of(
                        new AlertEventForm(),
                        new AlertEvent(
                                "id",
                                0,
                                AlertEvent.Kind.OPENED,
                                Steps.DATASTREAM,
                                "high",
                                Severity.WARNING,
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                "words",
                                8,
                                Finding.THRESHOLD)),
                Arguments.of(
                        new ReportForm(),
                        new Report(
                                new AlertEvent(
                                        "id",
                                        1,
                                        AlertEvent.Kind.UPDATED,
                                        Steps.DATASTREAM,
                                        "watch",
                                        Severity.WARNING,
                                        1,
                                        2,
                                        3,
                                        4,
                                        5,
                                        6,
                                        7,
                                        "words",
                                        8,
                                        new Finding("jump", 0.5, 9, Finding.Origin.SENSOR, "parent")),
                                new Site(48, 16),
                                60_000)),
                Arguments.of(new StandingForm(), new Standing(Steps.DATASTREAM, 1, 2, 3, 4, 5, 6, Site.NOWHERE)),
                Arguments.of(
                        new RedriveForm(), new Redrive(new RawPosition(1, 2, -1), 9, true, 3, 4, "senml-json/2", 5)),
                Arguments.of(
                        new SightingForm(),
                        new Sighting(Liveness.Kind.THING, "tb/a", "tb/gw", 1, 2, Liveness.Status.ONLINE)),
                Arguments.of(
                        new LivenessForm(),
                        new Liveness(Liveness.Kind.GATEWAY, "tb/gw", "", 1, 2, Liveness.Status.OFFLINE, 3, 4, 5)),
                Arguments.of(new OutgoingForm(), new Outgoing("1-2-0", "a/b", ByteString.copyFromUtf8("x"), 1, 5)),
                Arguments.of(
                        new DeadLetterForm(),
                        new DeadLetter(
                                new RawPosition(1, 2, -1),
                                "decode",
                                DeadLetter.Reason.EMPTY,
                                "nothing",
                                "a/b",
                                "",
                                3,
                                4,
                                "",
                                5)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void writesAndReadsTheSame(Form<T> form, T value) throws IOException {
        TypeSerializer<T> serializer = new FormType<>(form).createSerializer(new SerializerConfigImpl());
        assertThat(read(serializer, write(serializer, value))).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void checkpointOfTheSameVersionIsReadable(Form<T> form, T value) throws IOException {
        TypeSerializer<T> serializer = new FormType<>(form).createSerializer(new SerializerConfigImpl());
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
