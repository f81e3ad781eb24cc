package org.metrobed.stream.decode;

import com.google.protobuf.ByteString;
import java.util.List;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.Liveness;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.model.StatedValue;
import org.metrobed.stream.SampleSettings;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.GoldenLayout;
import org.metrobed.topics.Outgoing;

/** Output of decoding, with its bytes pinned. */
public final class DecodeLayouts {

    private static final int INT64 = 4;
    private static final int DOUBLE = 10;

    private DecodeLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(
                GoldenLayout.of(new ReadingFormat())
                        .with("without-settings", Steps.reading(1, 2, 3, null))
                        .with("plain-settings", Steps.reading(1, 2, 3, SampleSettings.plain()))
                        .with(
                                "full-settings",
                                Steps.reading(1, 2, 3, SampleSettings.full())
                                        .withStated(new StatedValue(0.003, "mg/m3")))
                        .with(
                                "marks",
                                Steps.reading(1, 2, 3, null).withMarks(PlausibleTime.SUSPECT | TestBits.CLOCK_REPLACED))
                        .with("any-order", Steps.reading(1, 2, 3, null).withOrderedFromMillis(Reading.NEVER))
                        .with("ordered-since", Steps.reading(1, 2, 3, null).withOrderedFromMillis(1_746_144_000_000L))
                        .with(
                                "copy",
                                ReadingBuilder.builder()
                                        .datastream("tb/a/pm25")
                                        .phenomenonMicros(1)
                                        .value(Double.NaN)
                                        .receivedMillis(3)
                                        .redrivenMillis(4)
                                        .partition(5)
                                        .offset(6)
                                        .index(7)
                                        .catalogVersion(8)
                                        .of("tb/b/pm25")
                                        .build()),
                GoldenLayout.of(new LogTimesFormat())
                        .with("full", new LogTimes.OfPartition(3, 1_746_144_000_000L, 7, Reading.ALWAYS))
                        .with("divided", new LogTimes.OfPartition(3, 1_746_144_000_000L, 7, 1_746_143_000_000L)),
                GoldenLayout.of(new DeadLetterFormat()).with("full", deadLetter()),
                GoldenLayout.of(new RedriveFormat())
                        .with("settled", new Redrive(new RawPosition(1, 2, -1), 9, true, 3, 4, "senml-json/2", 5))
                        .with("open", new Redrive(new RawPosition(0, 0, 7), 1, false, 0, Long.MAX_VALUE, "", -1))
                        .with("clock", new Redrive(new RawPosition(0, 0, 7), 1, true, 1, 2, "", 3, -10_800_000)),
                GoldenLayout.of(new OutgoingFormat())
                        .with("full", new Outgoing("1-2-0", "a/b", ByteString.copyFrom(new byte[] {0, -1}), 1, 5)),
                GoldenLayout.of(new LivenessSignalFormat())
                        .with(
                                "thing",
                                new LivenessSignal(Liveness.Kind.THING, "tb/a", "tb/gw", 1, 2, Liveness.Status.ONLINE))
                        .with(
                                "gateway",
                                new LivenessSignal(
                                        Liveness.Kind.GATEWAY,
                                        "tb/gw",
                                        "",
                                        Long.MAX_VALUE,
                                        LivenessSignal.NO_TIME,
                                        Liveness.Status.UNKNOWN)),
                GoldenLayout.of(new SessionStateFormat())
                        .with("new", new SessionState())
                        .with("sparkplug", session()));
    }

    private static DeadLetter deadLetter() {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(1, 2, -1))
                .stage("decode")
                .reason(DeadLetter.Reason.MALFORMED)
                .detail("not JSON: größer")
                .topic("a/b")
                .decoder("native-json/1")
                .receivedMillis(3)
                .payloadBytes(4)
                .payloadHead("{")
                .catalogVersion(5)
                .build();
    }

    private static SessionState session() {
        SessionDecoder decoder = (SessionDecoder) Decoders.find("sparkplug-b").orElseThrow();
        SessionState state = new SessionState();
        birth(
                state,
                decoder,
                "NBIRTH/plc-1",
                0,
                Metric.newBuilder().setName("bdSeq").setDatatype(INT64).setLongValue(3));
        birth(
                state,
                decoder,
                "DBIRTH/plc-1/pump",
                1,
                Metric.newBuilder()
                        .setName("Level")
                        .setAlias(7)
                        .setDatatype(DOUBLE)
                        .setDoubleValue(2.5));
        state.lastMillis = 1_746_144_000_000L;
        state.timerMillis = 1_748_736_000_000L;
        return state;
    }

    private static void birth(
            SessionState state, SessionDecoder decoder, String topic, int sequence, Metric.Builder metric) {
        byte[] payload = Payload.newBuilder()
                .setTimestamp(1_746_144_000_000L)
                .setSeq(sequence)
                .addMetrics(metric)
                .build()
                .toByteArray();
        decoder.decode(state.session(decoder), new Message("spBv1.0/tb/" + topic, payload, null, 1_746_144_000_000L));
    }
}
