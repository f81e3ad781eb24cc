package org.metrobed.topics;

import com.google.protobuf.ByteString;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;

/** {@link WindowRevision} as Protobuf. Stateless. */
final class WindowRevisionCodec implements Codec<WindowRevision> {

    @Override
    public byte[] encode(WindowRevision record) {
        var builder = org.metrobed.topics.proto.WindowRevision.newBuilder()
                .setDatastream(record.datastream())
                .setSizeMillis(record.sizeMillis())
                .setStartMicros(record.startMicros())
                .setRevision(record.revision())
                .setRecordedMillis(record.recordedMillis())
                .setExpected(record.expected())
                .setNotEvaluatedCount(record.notEvaluatedCount())
                .setFailCount(record.failCount())
                .setMissingCount(record.missingCount())
                .setLateCount(record.lateCount())
                .setCatalogVersion(record.catalogVersion())
                .setReplaces(record.replaces());
        if (record.good().count() > 0) {
            builder.setGood(message(record.good()));
        }
        if (record.suspect().count() > 0) {
            builder.setSuspect(message(record.suspect()));
        }
        return builder.build().toByteArray();
    }

    @Override
    public WindowRevision decode(byte[] bytes) {
        var message = ProtoReader.read(org.metrobed.topics.proto.WindowRevision.parser(), bytes, "window revision");
        return new WindowRevision(
                message.getDatastream(),
                message.getSizeMillis(),
                message.getStartMicros(),
                message.getRevision(),
                message.getRecordedMillis(),
                message.getExpected(),
                summary(message.getGood()),
                summary(message.getSuspect()),
                message.getNotEvaluatedCount(),
                message.getFailCount(),
                message.getMissingCount(),
                message.getLateCount(),
                message.getCatalogVersion(),
                message.getReplaces());
    }

    private static org.metrobed.topics.proto.Summary message(Summary summary) {
        return org.metrobed.topics.proto.Summary.newBuilder()
                .setCount(summary.count())
                .setMean(summary.mean())
                .setSquares(summary.squares())
                .setSum(summary.sum())
                .setMin(summary.min())
                .setMinMicros(summary.minMicros())
                .setMax(summary.max())
                .setMaxMicros(summary.maxMicros())
                .setFirst(summary.first())
                .setFirstMicros(summary.firstMicros())
                .setLast(summary.last())
                .setLastMicros(summary.lastMicros())
                .setCosines(summary.cosines())
                .setSines(summary.sines())
                .setQuantiles(ByteString.copyFrom(summary.quantiles().bytes()))
                .build();
    }

    private static Summary summary(org.metrobed.topics.proto.Summary message) {
        if (message.getCount() == 0) {
            return Summary.EMPTY;
        }
        return new Summary(
                message.getCount(),
                message.getMean(),
                message.getSquares(),
                message.getSum(),
                message.getMin(),
                message.getMinMicros(),
                message.getMax(),
                message.getMaxMicros(),
                message.getFirst(),
                message.getFirstMicros(),
                message.getLast(),
                message.getLastMicros(),
                message.getCosines(),
                message.getSines(),
                Quantiles.parse(message.getQuantiles().toByteArray()));
    }
}
