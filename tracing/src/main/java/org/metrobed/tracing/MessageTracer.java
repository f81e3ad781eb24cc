package org.metrobed.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Writes down what a process does with some messages of a raw log, and sends it to a collector in the background; what the collector does not take is dropped.
 * Thread-safe. Each {@link #enter} needs a {@link #close}.
 */
public final class MessageTracer implements AutoCloseable {

    /** A step of a message; the first one is the root of its trace. */
    public enum Step {
        /** From the arrival at ingest to the confirmation of Kafka. */
        RECEIVE(SpanKind.PRODUCER),
        /** Decoding in the pipeline. */
        DECODE(SpanKind.CONSUMER),
        /** From the sink that has a row to the commit of the database. */
        STORE(SpanKind.CLIENT);

        private final SpanKind kind;

        Step(SpanKind kind) {
            this.kind = kind;
        }

        private String spanName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The place of a message in the raw log, and of a reading in the message.
     *
     * @param partition partition of the raw log
     * @param offset offset in the partition
     * @param index number of the reading in the message; -1 for the whole message
     */
    public record Place(int partition, long offset, int index) {}

    private record Key(TraceConfig config, String service, String log) {}

    private static final Map<Key, MessageTracer> RUNNING = new HashMap<>();
    private static final long CLOSE_SECONDS = 5;

    private final Key key;
    private final SdkTracerProvider provider;
    private final Tracer tracer;
    /** Guarded by {@link #RUNNING}. */
    private int users;

    private MessageTracer(Key key) {
        this.key = key;
        this.provider = key.config.isOn() ? provider(key) : null;
        this.tracer = provider == null ? null : provider.get("org.metrobed");
    }

    private static SdkTracerProvider provider(Key key) {
        String collector = key.config.collector();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint((collector.endsWith("/") ? collector : collector + "/") + "v1/traces")
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", key.service)
                        .put("service.namespace", "metrobed")
                        .build()))
                .setSampler(Sampler.alwaysOn()) // the place of a message decides
                .setIdGenerator(new GivenIds())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /**
     * The tracer of this process.
     *
     * @param service name of the service in traces, such as {@code metrobed-ingest}
     * @param log name of the raw topic
     */
    public static MessageTracer enter(TraceConfig config, String service, String log) {
        Key key = new Key(
                Objects.requireNonNull(config, "config"),
                Objects.requireNonNull(service, "service"),
                Objects.requireNonNull(log, "log"));
        synchronized (RUNNING) {
            MessageTracer tracer = RUNNING.computeIfAbsent(key, MessageTracer::new);
            tracer.users++;
            return tracer;
        }
    }

    /** A tracer that follows no message. */
    public static MessageTracer off() {
        return enter(TraceConfig.OFF, "", "");
    }

    /** Whether a message may be traced at all. */
    public boolean isOn() {
        return tracer != null;
    }

    /** Whether the message at this place is traced. */
    public boolean follows(int partition, long offset) {
        return tracer != null && Trail.isChosen(partition, offset, key.config.oneIn());
    }

    /** The time now, microseconds since 1970 UTC, by the clock of this machine. */
    public static long nowMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /**
     * Writes down a step that has ended now, if the message at this place is traced.
     *
     * @param beganMicros when it began, microseconds since 1970 UTC
     * @param attributes what is known of it, such as the datastream; values are texts
     */
    public void ended(Step step, Place place, long beganMicros, Map<String, String> attributes) {
        write(step, place, beganMicros, attributes, null);
    }

    /** The same of a step that failed. */
    public void failed(Step step, Place place, long beganMicros, Map<String, String> attributes, String reason) {
        write(step, place, beganMicros, attributes, Objects.requireNonNull(reason, "reason"));
    }

    private void write(Step step, Place place, long beganMicros, Map<String, String> attributes, String failure) {
        if (!follows(place.partition, place.offset)) {
            return;
        }
        String traceId = Trail.traceId(key.log, place.partition, place.offset);
        SpanBuilder span = tracer.spanBuilder(step.spanName())
                .setParent(step == Step.RECEIVE ? Context.root() : root(traceId, place))
                .setSpanKind(step.kind)
                .setStartTimestamp(beganMicros, TimeUnit.MICROSECONDS)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", key.log)
                .setAttribute("messaging.destination.partition.id", Integer.toString(place.partition))
                .setAttribute("messaging.kafka.offset", place.offset);
        if (place.index >= 0) {
            span.setAttribute("metrobed.reading.index", place.index);
        }
        attributes.forEach(span::setAttribute);
        Span begun = GivenIds.with(
                traceId,
                Trail.spanId(key.log, step.spanName(), place.partition, place.offset, place.index),
                span::startSpan);
        if (failure != null) {
            begun.setStatus(StatusCode.ERROR, failure);
        }
        begun.end(Math.max(nowMicros(), beganMicros), TimeUnit.MICROSECONDS);
    }

    private Context root(String traceId, Place place) {
        String first = Trail.spanId(key.log, Step.RECEIVE.spanName(), place.partition, place.offset, -1);
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        traceId, first, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** Leaves; the last one waits some seconds until what was written down is sent. */
    @Override
    public void close() {
        synchronized (RUNNING) {
            users--;
            if (users > 0) {
                return;
            }
            RUNNING.remove(key, this);
        }
        if (provider != null) {
            provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
