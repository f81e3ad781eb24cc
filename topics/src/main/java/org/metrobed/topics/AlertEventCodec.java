package org.metrobed.topics;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/** {@link AlertEvent} as Protobuf. Stateless. */
final class AlertEventCodec implements Codec<AlertEvent> {

    @Override
    public byte[] encode(AlertEvent record) {
        Finding finding = record.finding();
        var builder = org.metrobed.topics.proto.AlertEvent.newBuilder()
                .setAlertId(record.alertId())
                .setSequence(record.sequence())
                .setKind(record.kind().word())
                .setDatastream(record.datastream())
                .setDetector(record.detector())
                .setSeverity(record.severity().word())
                .setOnsetMicros(record.onsetMicros())
                .setAtMicros(record.atMicros())
                .setRecordedMillis(record.recordedMillis())
                .setObserved(record.observed())
                .setPeak(record.peak())
                .setExpectedLow(record.expectedLow())
                .setExpectedHigh(record.expectedHigh())
                .setMessage(record.message())
                .setCatalogVersion(record.catalogVersion())
                .setCause(finding.cause())
                .setScore(finding.score())
                .setOrigin(finding.origin().word())
                .setParent(finding.parent());
        if (!Double.isNaN(finding.expected())) {
            builder.setExpected(finding.expected());
        }
        return builder.build().toByteArray();
    }

    @Override
    public AlertEvent decode(byte[] bytes) {
        var message = ProtoReader.read(org.metrobed.topics.proto.AlertEvent.parser(), bytes, "alert event");
        return AlertEventBuilder.builder()
                .alertId(message.getAlertId())
                .sequence(message.getSequence())
                .kind(AlertEvent.Kind.parse(message.getKind()))
                .datastream(message.getDatastream())
                .detector(message.getDetector())
                .severity(Severity.parse(message.getSeverity()))
                .onsetMicros(message.getOnsetMicros())
                .atMicros(message.getAtMicros())
                .recordedMillis(message.getRecordedMillis())
                .observed(message.getObserved())
                .peak(message.getPeak())
                .expectedLow(message.getExpectedLow())
                .expectedHigh(message.getExpectedHigh())
                .message(message.getMessage())
                .catalogVersion(message.getCatalogVersion())
                .finding(finding(message))
                .build();
    }

    /** Records without a finding are older: threshold rules wrote them. */
    private static Finding finding(org.metrobed.topics.proto.AlertEvent message) {
        return new Finding(
                message.getCause().isEmpty() ? Finding.THRESHOLD.cause() : message.getCause(),
                message.hasScore() ? message.getScore() : 1,
                message.hasExpected() ? message.getExpected() : Double.NaN,
                Finding.Origin.parse(message.getOrigin()),
                message.getParent());
    }
}
