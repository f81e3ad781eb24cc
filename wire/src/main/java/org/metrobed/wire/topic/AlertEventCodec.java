package org.metrobed.wire.topic;

import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.Severity;

/** {@link AlertEvent} as Protobuf. Stateless. */
final class AlertEventCodec implements Codec<AlertEvent> {

    @Override
    public byte[] encode(AlertEvent record) {
        return org.metrobed.wire.proto.AlertEvent.newBuilder()
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
                .build()
                .toByteArray();
    }

    @Override
    public AlertEvent decode(byte[] bytes) {
        var message = ProtoReader.read(org.metrobed.wire.proto.AlertEvent.parser(), bytes, "alert event");
        return new AlertEvent(
                message.getAlertId(),
                message.getSequence(),
                kind(message.getKind()),
                message.getDatastream(),
                message.getDetector(),
                Severity.parse(message.getSeverity()),
                message.getOnsetMicros(),
                message.getAtMicros(),
                message.getRecordedMillis(),
                message.getObserved(),
                message.getPeak(),
                message.getExpectedLow(),
                message.getExpectedHigh(),
                message.getMessage(),
                message.getCatalogVersion());
    }

    private static AlertEvent.Kind kind(String word) {
        for (AlertEvent.Kind kind : AlertEvent.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is not a kind of alert event");
    }
}
