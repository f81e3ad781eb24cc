package org.metrobed.topics;

/** {@link Heartbeat} as Protobuf. Stateless. */
final class HeartbeatCodec implements Codec<Heartbeat> {

    @Override
    public byte[] encode(Heartbeat record) {
        return message(record).toByteArray();
    }

    @Override
    public Heartbeat decode(byte[] bytes) {
        return record(ProtoReader.read(org.metrobed.topics.proto.Heartbeat.parser(), bytes, "heartbeat"));
    }

    static org.metrobed.topics.proto.Heartbeat message(Heartbeat record) {
        return org.metrobed.topics.proto.Heartbeat.newBuilder()
                .setInstance(record.instance())
                .setTimeMillis(record.timeMillis())
                .setSinceMillis(record.sinceMillis())
                .build();
    }

    static Heartbeat record(org.metrobed.topics.proto.Heartbeat message) {
        return new Heartbeat(message.getInstance(), message.getTimeMillis(), message.getSinceMillis());
    }
}
