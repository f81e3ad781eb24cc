package org.metrobed.stream.decode;

import org.metrobed.stream.support.CodecForm;
import org.metrobed.wire.topic.Codec;
import org.metrobed.wire.topic.Outgoing;
import org.metrobed.wire.topic.Topics;

/** How commands are written where the chain of operators is broken. */
public final class OutgoingForm extends CodecForm<Outgoing> {

    private static final long serialVersionUID = 1L;
    private static final Codec<Outgoing> CODEC = new Topics("").commands().codec();

    /** For Flink and the topologies. */
    public OutgoingForm() {
        super("command", Outgoing.class);
    }

    @Override
    protected Codec<Outgoing> codec() {
        return CODEC;
    }
}
