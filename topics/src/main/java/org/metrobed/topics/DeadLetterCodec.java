package org.metrobed.topics;

import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;

/** {@link DeadLetter} as Protobuf. Stateless. */
final class DeadLetterCodec implements Codec<DeadLetter> {

    @Override
    public byte[] encode(DeadLetter record) {
        var raw = org.metrobed.topics.proto.RawPosition.newBuilder()
                .setPartition(record.raw().partition())
                .setOffset(record.raw().offset())
                .setIndexPlusOne(record.raw().index() + 1);
        return org.metrobed.topics.proto.DeadLetter.newBuilder()
                .setRaw(raw)
                .setStage(record.stage())
                .setReason(record.reason().code())
                .setDetail(record.detail())
                .setTopic(record.topic())
                .setDecoder(record.decoder())
                .setReceivedMillis(record.receivedMillis())
                .setPayloadBytes(record.payloadBytes())
                .setPayloadHead(record.payloadHead())
                .setCatalogVersion(record.catalogVersion())
                .setAttempt(record.attempt())
                .build()
                .toByteArray();
    }

    @Override
    public DeadLetter decode(byte[] bytes) {
        var message = ProtoReader.read(org.metrobed.topics.proto.DeadLetter.parser(), bytes, "dead letter");
        var raw = message.getRaw();
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(raw.getPartition(), raw.getOffset(), raw.getIndexPlusOne() - 1))
                .stage(message.getStage())
                .reason(DeadLetter.Reason.parse(message.getReason()))
                .detail(message.getDetail())
                .topic(message.getTopic())
                .decoder(message.getDecoder())
                .receivedMillis(message.getReceivedMillis())
                .payloadBytes(message.getPayloadBytes())
                .payloadHead(message.getPayloadHead())
                .catalogVersion(message.getCatalogVersion())
                .attempt(message.getAttempt())
                .build();
    }
}
