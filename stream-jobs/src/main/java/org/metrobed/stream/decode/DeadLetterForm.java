package org.metrobed.stream.decode;

import org.metrobed.core.model.DeadLetter;
import org.metrobed.stream.support.CodecForm;
import org.metrobed.wire.topic.Codec;
import org.metrobed.wire.topic.Topics;

/** How dead letters are written where the chain of operators is broken. */
public final class DeadLetterForm extends CodecForm<DeadLetter> {

    private static final long serialVersionUID = 1L;
    private static final Codec<DeadLetter> CODEC = new Topics("").deadLetters().codec();

    /** For Flink and the topologies. */
    public DeadLetterForm() {
        super("dead-letter", DeadLetter.class);
    }

    @Override
    protected Codec<DeadLetter> codec() {
        return CODEC;
    }
}
