package org.metrobed.tracing;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/** Gives a span the ids that its maker says. Thread-safe. */
final class GivenIds implements IdGenerator {

    private record Ids(String trace, String span) {}

    private static final ThreadLocal<Ids> NEXT = new ThreadLocal<>();

    /** Makes a span with these ids. */
    static <T> T with(String trace, String span, Supplier<T> making) {
        NEXT.set(new Ids(trace, span));
        try {
            return making.get();
        } finally {
            NEXT.remove();
        }
    }

    @Override
    public String generateSpanId() {
        return given().span;
    }

    @Override
    public String generateTraceId() {
        return given().trace;
    }

    private Ids given() {
        Ids ids = NEXT.get();
        if (ids == null) {
            throw new IllegalStateException("a span is made without ids");
        }
        return ids;
    }
}
