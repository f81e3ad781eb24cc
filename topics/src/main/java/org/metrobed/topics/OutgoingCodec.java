package org.metrobed.topics;

import org.metrobed.topics.proto.Command;

/** {@link Outgoing} as Protobuf. Stateless. */
final class OutgoingCodec implements Codec<Outgoing> {

    @Override
    public byte[] encode(Outgoing record) {
        return Command.newBuilder()
                .setId(record.id())
                .setTopic(record.topic())
                .setPayload(record.payload())
                .setQos(record.qos())
                .setExpiresMillis(record.expiresMillis())
                .build()
                .toByteArray();
    }

    @Override
    public Outgoing decode(byte[] bytes) {
        Command message = ProtoReader.read(Command.parser(), bytes, "command");
        return new Outgoing(
                message.getId(),
                message.getTopic(),
                message.getPayload(),
                message.getQos(),
                message.getExpiresMillis());
    }
}
