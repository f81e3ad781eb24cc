package org.metrobed.wire.topic;

/** {@link Heartbeat} as Protobuf. Stateless. */
final class HeartbeatCodec implements Codec<Heartbeat> {

    @Override
    public byte[] encode(Heartbeat record) {
        return message(record).toByteArray();
    }

    @Override
    public Heartbeat decode(byte[] bytes) {
        return record(ProtoReader.read(org.metrobed.wire.proto.Heartbeat.parser(), bytes, "heartbeat"));
    }

    static org.metrobed.wire.proto.Heartbeat message(Heartbeat record) {
        return org.metrobed.wire.proto.Heartbeat.newBuilder()
                .setInstance(record.instance())
                .setTimeMillis(record.timeMillis())
                .setSinceMillis(record.sinceMillis())
                .build();
    }

    static Heartbeat record(org.metrobed.wire.proto.Heartbeat message) {
        return new Heartbeat(message.getInstance(), message.getTimeMillis(), message.getSinceMillis());
    }
}
