package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.packets.publish.PublishPacket;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.Buffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.access.limit.Throttle;

/**
 * Delays a client's messages if it exceeds its limit. HiveMQ handles a client's messages one after the other, so later
 * ones wait too, in order and unacknowledged. At QoS 1 and 2 the client stops when its window is full, and nothing is
 * lost. At QoS 0 nothing would stop it, so messages that have waited for seconds are dropped, which QoS 0 allows.
 * Thread-safe.
 */
final class SlowDownFloods implements PublishInboundInterceptor {

    private static final long LONGEST_WAIT_AT_QOS_0_MILLIS = 5_000;
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final Throttle throttle;
    private final AtomicInteger held = new AtomicInteger();
    private final LongAdder pauses = new LongAdder();
    private final LongAdder drops = new LongAdder();

    SlowDownFloods(ClientLimits limits) {
        this.throttle = new Throttle(limits);
    }

    @Override
    public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
        PublishPacket packet = input.getPublishPacket();
        if (packet.getQos() == Qos.AT_MOST_ONCE
                && System.currentTimeMillis() - packet.getTimestamp() > LONGEST_WAIT_AT_QOS_0_MILLIS) {
            drops.increment();
            output.preventPublishDelivery();
            return;
        }
        int bytes = packet.getTopic().length()
                + packet.getPayload().map(Buffer::remaining).orElse(0);
        long waitNanos = throttle.take(input.getClientInformation().getClientId(), bytes, System.nanoTime());
        if (waitNanos > 0) {
            holdBack(output, waitNanos);
        }
    }

    /** At most one message of a client is delayed at a time; later messages are not passed to this interceptor yet. */
    private void holdBack(PublishInboundOutput output, long waitNanos) {
        Async<PublishInboundOutput> async = output.async(NEVER, TimeoutFallback.SUCCESS);
        pauses.increment();
        held.incrementAndGet();
        var unused = Services.extensionExecutorService()
                .schedule(
                        () -> {
                            held.decrementAndGet();
                            async.resume();
                        },
                        waitNanos,
                        TimeUnit.NANOSECONDS);
    }

    int clients() {
        return held.get();
    }

    long pauses() {
        return pauses.sum();
    }

    long drops() {
        return drops.sum();
    }
}
