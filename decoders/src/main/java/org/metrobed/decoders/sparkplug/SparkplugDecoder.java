package org.metrobed.decoders.sparkplug;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Sparkplug B, 3.0: births define metrics and their aliases, data messages refer to them, deaths invalidate them. A
 * session is that of an edge node, so the binding's key is {@code {group}/{node}}. Data without a matching birth is
 * rejected as out of sequence, and a new birth is requested, as it is after a gap in the sequence numbers; known
 * metrics are still read. Has no state of its own; thread-safe.
 */
public final class SparkplugDecoder implements SessionDecoder {

    private static final String REBIRTH = "Node Control/Rebirth";
    private static final int BOOLEAN = 11;
    private static final long REQUEST_VALID_MILLIS = 30_000;

    @Override
    public String name() {
        return "sparkplug-b";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public String summary() {
        return "Sparkplug B, 3.0: births, data and deaths of edge nodes and devices, compressed ones too; the key"
                + " must be group/node."
                + " The device is the payload's, or the node; bdSeq and Node Control, Device Control, Node Info and"
                + " Properties"
                + " metrics are ignored. Time: the metric's, else the payload's, else the received time.";
    }

    @Override
    public Session open() {
        return new SparkplugSession();
    }

    @Override
    public Session restore(byte[] saved) {
        return SparkplugSession.restore(saved);
    }

    @Override
    public Decoded decode(Session session, Message message) {
        return decode((SparkplugSession) session, message, false);
    }

    @Override
    public Decoded redecode(Session session, Message message) {
        Decoded again = decode((SparkplugSession) session, message, true);
        return new Decoded(again.measurements(), again.rejections());
    }

    private static Decoded decode(SparkplugSession session, Message message, boolean again) {
        Optional<SparkplugTopic> found = SparkplugTopic.parse(message.topic());
        if (found.isEmpty()) {
            return Decoded.rejected(
                    Reason.UNSUPPORTED, "the topic is none of Sparkplug B, must be spBv1.0/GROUP/KIND/NODE[/DEVICE]");
        }
        SparkplugTopic topic = found.get();
        if (topic.isFromHost()) {
            return Decoded.NOTHING;
        }
        if (!session.isOf(topic)) {
            return Decoded.rejected(
                    Reason.UNSUPPORTED, "several edge nodes share a session; the binding's key must be group/node");
        }
        SparkplugPayloads.Opened opened = SparkplugPayloads.open(message.payload());
        if (opened.payload() == null) {
            return opened.refusal();
        }
        if (again) {
            return redecode(session, topic, opened.payload());
        }
        session.claim(topic);
        return take(session, topic, opened.payload(), message);
    }

    private static Decoded redecode(SparkplugSession session, SparkplugTopic topic, Payload payload) {
        return switch (topic.kind()) {
            case NBIRTH, DBIRTH -> new SparkplugReader(topic, SparkplugBirth.of(payload), payload).read();
            case NDATA, DDATA -> readData(new SparkplugReader(topic, session.birth(topic), payload), payload);
            default -> Decoded.NOTHING;
        };
    }

    private static Decoded take(SparkplugSession session, SparkplugTopic topic, Payload payload, Message message) {
        return switch (topic.kind()) {
            case NBIRTH, DBIRTH -> takeBirth(session, topic, payload, message);
            case NDATA, DDATA -> takeData(session, topic, payload, message);
            case NDEATH -> takeNodeDeath(session, payload);
            default -> {
                session.follow(payload, message);
                session.die(topic);
                StatusSignal sign = new StatusSignal(
                        topic.device(), StatusSignal.State.OFFLINE, SparkplugReader.sentMicros(payload));
                yield new Decoded(List.of(), List.of(), List.of(sign), requests(session, topic, message));
            }
        };
    }

    private static Decoded takeBirth(SparkplugSession session, SparkplugTopic topic, Payload payload, Message message) {
        SparkplugBirth birth = SparkplugBirth.of(payload);
        if (topic.kind() == SparkplugTopic.Kind.NBIRTH) {
            session.begin(SparkplugReader.bdSeq(payload));
        }
        session.follow(payload, message);
        Decoded read = session.bear(topic, birth)
                ? new SparkplugReader(topic, birth, payload).read()
                : Decoded.rejected(Reason.TOO_LARGE, tooMany(topic));
        if (!session.isNodeBorn()) {
            session.wantRebirth();
        }
        StatusSignal sign =
                new StatusSignal(topic.device(), StatusSignal.State.ONLINE, SparkplugReader.sentMicros(payload));
        return new Decoded(read.measurements(), read.rejections(), List.of(sign), requests(session, topic, message));
    }

    private static Decoded takeData(SparkplugSession session, SparkplugTopic topic, Payload payload, Message message) {
        session.follow(payload, message);
        SparkplugReader reader = new SparkplugReader(topic, session.birth(topic), payload);
        Decoded read = readData(reader, payload);
        if (reader.metUnknown() || !session.isBorn(topic)) {
            session.wantRebirth();
        }
        return new Decoded(read.measurements(), read.rejections(), List.of(), requests(session, topic, message));
    }

    private static Decoded readData(SparkplugReader reader, Payload payload) {
        return payload.getMetricsCount() == 0
                ? Decoded.rejected(Reason.EMPTY, "the payload has no metric")
                : reader.read();
    }

    /**
     * The last will of a connection that is not the newest is ignored. Its time is that of the connection, not of the
     * death.
     */
    private static Decoded takeNodeDeath(SparkplugSession session, Payload payload) {
        if (!session.isOfConnection(SparkplugReader.bdSeq(payload))) {
            return Decoded.NOTHING;
        }
        List<StatusSignal> signs = new ArrayList<>();
        signs.add(new StatusSignal(null, StatusSignal.State.OFFLINE, Measurement.NO_TIME));
        session.listDevices()
                .forEach(
                        device -> signs.add(new StatusSignal(device, StatusSignal.State.OFFLINE, Measurement.NO_TIME)));
        session.forgetAll();
        return new Decoded(List.of(), List.of(), signs, List.of());
    }

    private static List<Command> requests(SparkplugSession session, SparkplugTopic topic, Message message) {
        return session.askNow(message.receivedMillis())
                ? List.of(new Command(topic.commandTopic(), rebirth(message.receivedMillis()), 0, REQUEST_VALID_MILLIS))
                : List.of();
    }

    private static ByteString rebirth(long millis) {
        Metric rebirth = Metric.newBuilder()
                .setName(REBIRTH)
                .setTimestamp(millis)
                .setDatatype(BOOLEAN)
                .setBooleanValue(true)
                .build();
        return Payload.newBuilder()
                .setTimestamp(millis)
                .addMetrics(rebirth)
                .build()
                .toByteString();
    }

    private static String tooMany(SparkplugTopic topic) {
        return "the births of " + Quote.name(topic.node()) + " name more than " + SparkplugSession.MAX_METRICS
                + " metrics and devices, or " + SparkplugSession.MAX_CHARACTERS + " characters";
    }
}
