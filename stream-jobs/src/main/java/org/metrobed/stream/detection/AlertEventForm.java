package org.metrobed.stream.detection;

import org.metrobed.core.model.AlertEvent;
import org.metrobed.stream.support.CodecForm;
import org.metrobed.wire.topic.Codec;
import org.metrobed.wire.topic.Topics;

/** How alert events are written where the chain of operators is broken. */
public final class AlertEventForm extends CodecForm<AlertEvent> {

    private static final long serialVersionUID = 1L;
    private static final Codec<AlertEvent> CODEC = new Topics("").alerts().codec();

    /** For Flink and the topologies. */
    public AlertEventForm() {
        super("alert-event", AlertEvent.class);
    }

    @Override
    protected Codec<AlertEvent> codec() {
        return CODEC;
    }
}
