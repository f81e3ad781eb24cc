package org.metrobed.stream.decode;

import org.metrobed.stream.support.CodecFormat;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topics;

/** The format of commands between operators that are not chained. */
public final class OutgoingFormat extends CodecFormat<Outgoing> {

    private static final long serialVersionUID = 1L;
    private static final Codec<Outgoing> CODEC = new Topics("").commands().codec();

    /** For Flink and the topologies. */
    public OutgoingFormat() {
        super("command", Outgoing.class);
    }

    @Override
    protected Codec<Outgoing> codec() {
        return CODEC;
    }
}
