package org.metrobed.stream.decode;

import org.metrobed.model.DeadLetter;
import org.metrobed.stream.support.CodecFormat;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topics;

/** The format of dead letters between operators that are not chained. */
public final class DeadLetterFormat extends CodecFormat<DeadLetter> {

    private static final long serialVersionUID = 1L;
    private static final Codec<DeadLetter> CODEC = new Topics("").deadLetters().codec();

    /** For Flink and the topologies. */
    public DeadLetterFormat() {
        super("dead-letter", DeadLetter.class);
    }

    @Override
    protected Codec<DeadLetter> codec() {
        return CODEC;
    }
}
