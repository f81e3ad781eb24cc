package org.metrobed.decoders.sparkplug;

import com.google.protobuf.ByteString;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Message;

/** A Sparkplug edge node for tests, toyville/gw, which numbers its messages. One thread. */
final class EdgeNode {

    static final long NOON_MILLIS = 1_777_636_800_000L;
    static final long NOON = NOON_MILLIS * 1_000;
    static final String COMMANDS = "spBv1.0/toyville/NCMD/gw";

    private static final int INT64 = 4;
    private static final int DOUBLE = 10;

    private long receivedMillis = NOON_MILLIS;
    private int seq;
    private long bdSeq = -1;

    /** Advances the time. */
    EdgeNode after(long millis) {
        receivedMillis += millis;
        return this;
    }

    /** Skips messages, as if they were lost. */
    EdgeNode lose(int messages) {
        seq = (seq + messages) & 0xff;
        return this;
    }

    /** Begins a connection: the number of the last will is increased. */
    EdgeNode connect() {
        bdSeq++;
        return this;
    }

    /** A birth of the node. */
    Message nbirth(Metric... metrics) {
        seq = 0;
        Metric ofConnection = Metric.newBuilder()
                .setName("bdSeq")
                .setDatatype(INT64)
                .setLongValue(bdSeq)
                .build();
        return message("NBIRTH", null, payload(metrics).toBuilder().addMetrics(ofConnection));
    }

    /** The death message, the last will of a connection. */
    Message ndeath(long ofBdSeq) {
        Metric ofConnection = Metric.newBuilder()
                .setName("bdSeq")
                .setDatatype(INT64)
                .setLongValue(ofBdSeq)
                .build();
        byte[] bytes = Payload.newBuilder().addMetrics(ofConnection).build().toByteArray();
        return new Message("spBv1.0/toyville/NDEATH/gw", bytes, null, receivedMillis);
    }

    Message ndata(Metric... metrics) {
        return message("NDATA", null, payload(metrics).toBuilder());
    }

    Message dbirth(String device, Metric... metrics) {
        return message("DBIRTH", device, payload(metrics).toBuilder());
    }

    Message ddata(String device, Metric... metrics) {
        return message("DDATA", device, payload(metrics).toBuilder());
    }

    Message ddeath(String device) {
        return message("DDEATH", device, payload().toBuilder());
    }

    /** A metric as in a birth. */
    static Metric born(String name, long alias, double value) {
        return Metric.newBuilder()
                .setName(name)
                .setAlias(alias)
                .setTimestamp(NOON_MILLIS)
                .setDatatype(DOUBLE)
                .setDoubleValue(value)
                .build();
    }

    /** A metric as in a data message. */
    static Metric read(long alias, double value) {
        return Metric.newBuilder()
                .setAlias(alias)
                .setTimestamp(NOON_MILLIS)
                .setDoubleValue(value)
                .build();
    }

    /** The request for a birth at a time. */
    static Command rebirth(long millis) {
        Metric rebirth = Metric.newBuilder()
                .setName("Node Control/Rebirth")
                .setTimestamp(millis)
                .setDatatype(11)
                .setBooleanValue(true)
                .build();
        ByteString payload = Payload.newBuilder()
                .setTimestamp(millis)
                .addMetrics(rebirth)
                .build()
                .toByteString();
        return new Command(COMMANDS, payload, 0, 30_000);
    }

    private Payload payload(Metric... metrics) {
        Payload.Builder payload = Payload.newBuilder().setTimestamp(NOON_MILLIS).setSeq(seq);
        seq = (seq + 1) & 0xff;
        for (Metric metric : metrics) {
            payload.addMetrics(metric);
        }
        return payload.build();
    }

    private Message message(String kind, String device, Payload.Builder payload) {
        String topic = "spBv1.0/toyville/" + kind + "/gw" + (device == null ? "" : "/" + device);
        return new Message(topic, payload.build().toByteArray(), null, receivedMillis);
    }
}
