package org.metrobed.topics;

import org.metrobed.topics.proto.Unbound;
import org.metrobed.topics.proto.UnboundMessage;

/** {@link UnboundTopic} as Protobuf. Stateless. */
final class UnboundTopicCodec implements Codec<UnboundTopic> {

    @Override
    public byte[] encode(UnboundTopic record) {
        Unbound.Builder message = Unbound.newBuilder()
                .setInstance(record.instance())
                .setPattern(record.pattern())
                .setMessages(record.messages())
                .setFirstMillis(record.firstMillis())
                .setLastMillis(record.lastMillis())
                .setBytes(record.bytes())
                .setLargestBytes(record.largestBytes())
                .setHeld(record.held());
        record.samples().forEach(sample -> message.addSamples(encode(sample)));
        return message.build().toByteArray();
    }

    @Override
    public UnboundTopic decode(byte[] bytes) {
        Unbound message = ProtoReader.read(Unbound.parser(), bytes, "record of an unbound topic");
        return UnboundTopicBuilder.builder()
                .instance(message.getInstance())
                .pattern(message.getPattern())
                .messages(message.getMessages())
                .firstMillis(message.getFirstMillis())
                .lastMillis(message.getLastMillis())
                .bytes(message.getBytes())
                .largestBytes(message.getLargestBytes())
                .held(message.getHeld())
                .samples(message.getSamplesList().stream()
                        .map(UnboundTopicCodec::decode)
                        .toList())
                .build();
    }

    private static UnboundMessage encode(UnboundTopic.Sample sample) {
        return UnboundMessage.newBuilder()
                .setTopic(sample.topic())
                .setPayload(sample.payload())
                .setLength(sample.length())
                .setReceivedMillis(sample.receivedMillis())
                .setRetained(sample.retained())
                .setContentType(sample.contentType())
                .build();
    }

    private static UnboundTopic.Sample decode(UnboundMessage message) {
        return new UnboundTopic.Sample(
                message.getTopic(),
                message.getPayload(),
                message.getLength(),
                message.getReceivedMillis(),
                message.getRetained(),
                message.getContentType());
    }
}
