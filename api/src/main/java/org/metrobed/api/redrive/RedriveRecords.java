package org.metrobed.api.redrive;

import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.metrobed.api.raw.StoredRawRecord;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/** Builds redrive records: key, payload and headers of the original, with its raw position. Stateless. */
final class RedriveRecords {

    private static final Set<String> OWN = Set.of(RawHeaders.KIND, RawHeaders.SESSION, RawHeaders.REDRIVE_RECEIVED);

    private RedriveRecords() {}

    /**
     * What a redrive record says of itself.
     *
     * @param session of its run
     * @param nowMillis received time of the new record, milliseconds since 1970 UTC
     * @param clockMillis added to the time stamps of the message, milliseconds; 0 for none
     */
    record Stamp(String session, long nowMillis, long clockMillis) {}

    /**
     * The record, for the partition of the original.
     *
     * @param stamp what the new record says of itself
     */
    static ProducerRecord<byte[], byte[]> of(
            String topic, ChosenMessage message, StoredRawRecord original, Stamp stamp) {
        Headers headers = new RecordHeaders();
        for (Header header : original.headers()) {
            if (!OWN.contains(header.key())) {
                headers.add(header);
            }
        }
        headers.add(RawHeaders.SESSION, RawHeaders.text(stamp.session()))
                .add(RawHeaders.KIND, RawKind.REDRIVE.bytes())
                .add(RawHeaders.REDRIVE_OFFSET, RawHeaders.number(message.offset()))
                .add(RawHeaders.REDRIVE_RECEIVED, RawHeaders.number(original.messageMillis()))
                .add(RawHeaders.REDRIVE_INDICES, RawHeaders.text(message.header()));
        if (stamp.clockMillis() != 0) {
            headers.add(RawHeaders.REDRIVE_CLOCK, RawHeaders.number(stamp.clockMillis()));
        }
        return new ProducerRecord<>(
                topic, message.partition(), stamp.nowMillis(), original.key(), original.value(), headers);
    }
}
