package org.metrobed.api.unbound;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.metrobed.api.http.Doc;

/** The MQTT topics of a pattern that no binding fits. */
@RecordBuilder
public record UnboundView(
        @Doc("an MQTT topic filter of the topics") String pattern,

        @Doc("number of messages since ingest began to hear them")
        long messages,

        @Doc("received time of the first one") Instant first,
        @Doc("received time of the last one") Instant last,
        @Doc(value = "sum of their payloads", unit = "By") long bytes,
        @Doc(value = "largest payload", unit = "By") int largestBytes,

        @Doc("messages that ingest keeps and sends to the raw log when a binding fits them")
        int held,

        @Doc("a topic of the last message") String topic,

        @Doc("whether the broker had kept the last message and sent it at the subscription")
        boolean retained,

        @Doc("the first 1,024 bytes of the last payload as text; unprintable bytes are escaped")
        String payload,

        @Doc(value = "id of the proposed binding; null if no decoder reads the messages", nullable = true)
        String name,

        @Doc(value = "the decoder of the proposed binding; null without one", nullable = true)
        String decoder,

        @Doc(value = "the topic template of the proposed binding; null without one", nullable = true)
        String proposedTopic,

        @Doc(
                value =
                        "the proposed binding as a file of a bundle, with the properties and things that the catalog does not have;"
                                + " null without one",
                nullable = true)
        String bundle,

        @Doc("what somebody should look at before the binding is published, as sentences; empty without one")
        String unsure) {}
