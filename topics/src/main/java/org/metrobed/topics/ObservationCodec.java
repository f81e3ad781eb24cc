package org.metrobed.topics;

import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.topics.proto.ObservationOrBuilder;

/** {@link Observation} as Protobuf. Stateless. */
final class ObservationCodec implements Codec<Observation> {

    @Override
    public byte[] encode(Observation record) {
        var builder = org.metrobed.topics.proto.Observation.newBuilder()
                .setDatastream(record.datastream())
                .setPhenomenonMicros(record.phenomenonMicros())
                .setRevision(record.revision())
                .setResult(record.result())
                .setFlag(record.flag().code())
                .setTests(record.tests().word0())
                .setTests1(record.tests().word1())
                .setCause(record.cause().code())
                .setRawPartition(record.raw().partition())
                .setRawOffset(record.raw().offset())
                .setRawIndexPlusOne(record.raw().index() + 1)
                .setReceivedMillis(record.receivedMillis())
                .setCatalogVersion(record.catalogVersion());
        if (record.stated() != null) {
            builder.setStated(org.metrobed.topics.proto.Stated.newBuilder()
                    .setValue(record.stated().value())
                    .setUnit(record.stated().unit()));
        }
        return builder.build().toByteArray();
    }

    @Override
    public Observation decode(byte[] bytes) {
        ObservationOrBuilder message =
                ProtoReader.read(org.metrobed.topics.proto.Observation.parser(), bytes, "observation");
        return ObservationBuilder.builder()
                .datastream(message.getDatastream())
                .phenomenonMicros(message.getPhenomenonMicros())
                .revision(message.getRevision())
                .result(message.getResult())
                .flag(QualityFlag.of(message.getFlag()))
                .tests(new Verdicts(message.getTests(), message.getTests1()))
                .cause(Observation.Cause.of(message.getCause()))
                .raw(new RawPosition(
                        message.getRawPartition(), message.getRawOffset(), message.getRawIndexPlusOne() - 1))
                .receivedMillis(message.getReceivedMillis())
                .catalogVersion(message.getCatalogVersion())
                .stated(
                        message.hasStated()
                                ? new StatedValue(
                                        message.getStated().getValue(),
                                        message.getStated().getUnit())
                                : null)
                .build();
    }
}
