package org.metrobed.embedded.broker;

import com.google.inject.Injector;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.subscription.TopicSubscription;
import com.hivemq.persistence.clientqueue.ClientQueuePersistence;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Numbers of messages that HiveMQ keeps for its sessions. HiveMQ has no public API for them, so this reads the store
 * itself through the one method of this version that is not public. Thread-safe.
 */
public final class Queues {

    private static final String SHARED = "$share/";
    private static final long ANSWER_SECONDS = 10;

    private final ClientQueuePersistence store;

    private Queues(ClientQueuePersistence store) {
        this.store = store;
    }

    /**
     * The queues of a started broker.
     *
     * @throws IllegalStateException if this is another version of HiveMQ
     */
    public static Queues of(EmbeddedHiveMQ broker) {
        try {
            Method method = broker.getClass().getDeclaredMethod("getInjector");
            method.setAccessible(true);
            return new Queues(((Injector) method.invoke(broker)).getInstance(ClientQueuePersistence.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of HiveMQ does not give its message store", e);
        }
    }

    /** Number of messages that wait for a client's session, including those that were sent but not acknowledged. */
    public long of(String clientId) {
        return size(clientId, false);
    }

    /** Number of messages that wait for any session or shared subscription. */
    public long total() {
        Set<String> clients = ConcurrentHashMap.newKeySet();
        Set<String> shared = ConcurrentHashMap.newKeySet();
        await(Services.subscriptionStore().iterateAllSubscriptions((context, result) -> {
            clients.add(result.getClientId());
            for (TopicSubscription subscription : result.getSubscriptions()) {
                if (subscription.getTopicFilter().startsWith(SHARED)) {
                    shared.add(subscription.getTopicFilter().substring(SHARED.length()));
                }
            }
        }));
        return clients.stream().mapToLong(client -> size(client, false)).sum()
                + shared.stream().mapToLong(queue -> size(queue, true)).sum();
    }

    private long size(String queue, boolean isShared) {
        return await(store.size(queue, isShared));
    }

    private static <T> T await(java.util.concurrent.Future<T> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not report how many messages it keeps", e);
        }
    }
}
