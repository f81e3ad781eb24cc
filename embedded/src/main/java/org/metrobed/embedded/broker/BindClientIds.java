package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.services.Services;
import java.time.Duration;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.access.SessionOwners;

/**
 * Decides whether a user may use a client id, because a client id names a session and its queue. A client id that belongs to a
 * user by its text is for that user alone. Where there are users, another client id belongs to the user who used it first, until
 * its session is gone. Thread-safe.
 */
final class BindClientIds {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String REASON = "the client id belongs to another user";

    private final Access access;
    private final SessionOwners owners;
    private final RefusedClientIds refused;

    BindClientIds(Access access, SessionOwners owners, RefusedClientIds refused) {
        this.access = access;
        this.owners = owners;
        this.refused = refused;
    }

    /** Lets the client of this user in or refuses it, now or when HiveMQ has said whether the session exists. */
    void decide(ConnectPacket packet, String user, SimpleAuthOutput output) {
        String clientId = packet.getClientId();
        boolean lasting = packet.getSessionExpiryInterval() > 0;
        Optional<String> holder = access.findOwner(clientId);
        if (holder.isPresent() && !holder.get().equals(user)) {
            refuse(clientId, user, holder.get(), output);
        } else if (access.isOpen()) {
            output.authenticateSuccessfully();
        } else if (holder.isPresent()) {
            owners.take(clientId, user, lasting);
            output.authenticateSuccessfully();
        } else if (owners.claim(clientId, user, lasting)) {
            output.authenticateSuccessfully();
        } else {
            decideBySession(clientId, user, lasting, output);
        }
    }

    private void decideBySession(String clientId, String user, boolean lasting, SimpleAuthOutput output) {
        String owner = owners.find(clientId).orElse("");
        Async<SimpleAuthOutput> async =
                output.async(LIMIT, TimeoutFallback.FAILURE, ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, REASON);
        var unused = Services.clientService().getSession(clientId).whenComplete((session, failure) -> {
            boolean gone = failure == null && session.isEmpty();
            if (gone && owners.handOver(clientId, owner, user, lasting)) {
                output.authenticateSuccessfully();
            } else {
                refuse(clientId, user, owner, output);
            }
            async.resume();
        });
    }

    private void refuse(String clientId, String user, String owner, SimpleAuthOutput output) {
        refused.add(clientId, user, owner);
        output.failAuthentication(ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID, REASON);
    }
}
