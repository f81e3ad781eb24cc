package org.metrobed.topics;

import com.google.protobuf.ByteString;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

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
                .setIntervalMillis(record.intervalMillis())
                .setNotEvaluatedCount(record.notEvaluatedCount())
                .setFailCount(record.failCount())
                .setMissingCount(record.missingCount())
                .setLateCount(record.lateCount())
                .setCatalogVersion(record.catalogVersion())
                .setReplaces(record.replaces());
        if (record.good().count() > 0 || record.good().course().isKept()) {
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
        return WindowRevisionBuilder.builder()
                .datastream(message.getDatastream())
                .sizeMillis(message.getSizeMillis())
                .startMicros(message.getStartMicros())
                .revision(message.getRevision())
                .recordedMillis(message.getRecordedMillis())
                .intervalMillis(intervalMillis(message))
                .good(summary(message.getGood()))
                .suspect(summary(message.getSuspect()))
                .notEvaluatedCount(message.getNotEvaluatedCount())
                .failCount(message.getFailCount())
                .missingCount(message.getMissingCount())
                .lateCount(message.getLateCount())
                .catalogVersion(message.getCatalogVersion())
                .replaces(message.getReplaces())
                .build();
    }

    private static long intervalMillis(org.metrobed.topics.proto.WindowRevision message) {
        return message.getIntervalMillis() > 0
                ? message.getIntervalMillis()
                : Math.max(1, message.getSizeMillis() / Math.max(1, message.getExpected()));
    }

    private static org.metrobed.topics.proto.Summary message(Summary summary) {
        if (summary.count() == 0) {
            return org.metrobed.topics.proto.Summary.newBuilder()
                    .setCourse(ByteString.copyFrom(summary.course().bytes()))
                    .build();
        }
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
                .setCourse(ByteString.copyFrom(summary.course().bytes()))
                .build();
    }

    private static Summary summary(org.metrobed.topics.proto.Summary message) {
        if (message.getCount() == 0) {
            return Summary.EMPTY.withCourse(Course.parse(message.getCourse().toByteArray()));
        }
        return SummaryBuilder.builder()
                .count(message.getCount())
                .mean(message.getMean())
                .squares(message.getSquares())
                .sum(message.getSum())
                .min(message.getMin())
                .minMicros(message.getMinMicros())
                .max(message.getMax())
                .maxMicros(message.getMaxMicros())
                .first(message.getFirst())
                .firstMicros(message.getFirstMicros())
                .last(message.getLast())
                .lastMicros(message.getLastMicros())
                .cosines(message.getCosines())
                .sines(message.getSines())
                .quantiles(Quantiles.parse(message.getQuantiles().toByteArray()))
                .course(Course.parse(message.getCourse().toByteArray()))
                .build();
    }
}
