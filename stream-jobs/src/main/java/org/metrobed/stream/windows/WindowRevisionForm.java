package org.metrobed.stream.windows;

import org.metrobed.core.window.WindowRevision;
import org.metrobed.stream.support.CodecForm;
import org.metrobed.wire.topic.Codec;
import org.metrobed.wire.topic.Topics;

/** How window revisions are written where the chain of operators is broken. */
public final class WindowRevisionForm extends CodecForm<WindowRevision> {

    private static final long serialVersionUID = 1L;
    private static final Codec<WindowRevision> CODEC = new Topics("").windows().codec();

    /** For Flink and the topologies. */
    public WindowRevisionForm() {
        super("window-revision", WindowRevision.class);
    }

    @Override
    protected Codec<WindowRevision> codec() {
        return CODEC;
    }
}
