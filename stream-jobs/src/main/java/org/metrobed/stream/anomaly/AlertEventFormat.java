package org.metrobed.stream.anomaly;

import org.metrobed.model.AlertEvent;
import org.metrobed.stream.support.CodecFormat;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topics;

/** The format of alert events between operators that are not chained. */
public final class AlertEventFormat extends CodecFormat<AlertEvent> {

    private static final long serialVersionUID = 1L;
    private static final Codec<AlertEvent> CODEC = new Topics("").alerts().codec();

    /** For Flink and the topologies. */
    public AlertEventFormat() {
        super("alert-event", AlertEvent.class);
    }

    @Override
    protected Codec<AlertEvent> codec() {
        return CODEC;
    }
}
