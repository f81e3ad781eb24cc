package org.metrobed.stream.window;

import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.support.CodecFormat;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topics;

/**
 * The format of window revisions between operators that are not chained. Version 1 had a rounded number of expected
 * readings instead of the interval.
 */
public final class WindowRevisionFormat extends CodecFormat<WindowRevision> {

    private static final long serialVersionUID = 1L;
    private static final Codec<WindowRevision> CODEC = new Topics("").windows().codec();

    /** For Flink and the topologies. */
    public WindowRevisionFormat() {
        super("window-revision", WindowRevision.class, 2);
    }

    @Override
    protected Codec<WindowRevision> codec() {
        return CODEC;
    }
}
