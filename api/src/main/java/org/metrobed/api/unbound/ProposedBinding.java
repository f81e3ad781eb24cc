package org.metrobed.api.unbound;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A binding that is proposed for topics that none fits, with the properties and things that it needs. It is a guess: somebody looks at it
 * before it is published. Immutable.
 *
 * @param id the id of the binding
 * @param topic the template of the topics
 * @param decoder the decoder
 * @param options its options as JSON; empty if none
 * @param device the device of messages that name none; empty if they name one
 * @param devices the things of the devices that were heard, by the name of the device
 * @param fields what each field of the payloads is, by its name
 * @param interval the time between readings, ISO 8601
 * @param unsure what somebody should look at, as sentences
 */
@RecordBuilder
public record ProposedBinding(
        String id,
        String topic,
        String decoder,
        String options,
        String device,
        Map<String, String> devices,
        Map<String, FieldGuess> fields,
        String interval,
        List<String> unsure) {
    public ProposedBinding {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(decoder, "decoder");
        devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        unsure = List.copyOf(unsure);
    }

    /** Whether it gives readings, and not only a status. */
    public boolean givesReadings() {
        return fields.values().stream().anyMatch(field -> !field.isIgnored());
    }
}
