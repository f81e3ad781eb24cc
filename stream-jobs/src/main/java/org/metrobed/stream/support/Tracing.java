package org.metrobed.stream.support;

import java.io.Serializable;
import java.util.Objects;
import org.metrobed.tracing.MessageTracer;
import org.metrobed.tracing.TraceConfig;

/**
 * Which messages of which raw log a pipeline traces; sent to the tasks with the job. Immutable.
 *
 * @param config which messages
 * @param log name of the raw topic
 */
public record Tracing(TraceConfig config, String log) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** No message is traced. */
    public static final Tracing OFF = new Tracing(TraceConfig.OFF, "");

    private static final String SERVICE = "metrobed-pipeline";

    public Tracing {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(log, "log");
    }

    /** The tracer of this process; the caller closes it. */
    public MessageTracer enter() {
        return MessageTracer.enter(config, SERVICE, log);
    }
}
