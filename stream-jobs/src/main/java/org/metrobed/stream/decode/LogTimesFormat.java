package org.metrobed.stream.decode;

import org.metrobed.stream.support.PlainFormat;

/** The format of {@link LogTimes.OfPartition} in checkpoints. */
public final class LogTimesFormat extends PlainFormat<LogTimes.OfPartition> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LogTimesFormat() {
        super("log-time", LogTimes.OfPartition.class, true);
    }
}
