package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.services.CompletableScheduledFuture;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.metrobed.access.SessionOwners;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, every few minutes, who owned the sessions that HiveMQ does not have any more. Used by one thread. */
final class ForgetOldOwners implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldOwners.class);
    private static final long PERIOD_SECONDS = 300;

    private final SessionOwners owners;
    private final CompletableScheduledFuture<?> work;

    /** Starts the task. */
    ForgetOldOwners(SessionOwners owners) {
        this.owners = owners;
        this.work = Services.extensionExecutorService()
                .scheduleWithFixedDelay(this::forget, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        work.cancel(false);
    }

    private void forget() {
        Set<String> sessions = ConcurrentHashMap.newKeySet();
        var unused = Services.clientService()
                .iterateAllClients((context, session) -> sessions.add(session.getClientIdentifier()))
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        owners.retain(sessions);
                    } else {
                        LOG.warn(
                                "the broker does not list its sessions, so their owners are kept:" + " {}",
                                failure.toString());
                    }
                });
    }
}
