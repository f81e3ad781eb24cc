package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.access.SessionOwners;
import org.metrobed.access.limit.ClientLimits;

/** Registers only the requested features with HiveMQ, so that an unused feature costs no time for a message. */
public final class BrokerExtension implements ExtensionMain {

    private final Optional<Access> access;
    private final SessionOwners owners;
    private final RefusedClientIds refused = new RefusedClientIds();
    private final Optional<SlowDownFloods> limits;

    /** Null until the extension starts, and if there are no users. */
    private ForgetOldOwners forgetting;

    /**
     * An extension with these users and limits; open to everyone if {@code access} is empty.
     *
     * @param owners the owners of sessions, for a broker with users
     */
    public BrokerExtension(Optional<Access> access, ClientLimits limits, SessionOwners owners) {
        this.access = access;
        this.owners = owners;
        this.limits = limits.isNone() ? Optional.empty() : Optional.of(new SlowDownFloods(limits));
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        access.ifPresent(this::guard);
        limits.ifPresent(slowDown -> Services.initializerRegistry()
                .setClientInitializer((client, context) -> context.addPublishInboundInterceptor(slowDown)));
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // HiveMQ unregisters everything at its stop, but it does not cancel scheduled tasks
        if (forgetting != null) {
            forgetting.close();
        }
    }

    /** The number of times that a client was refused because its client id belongs to another user. */
    public long refusedClientIds() {
        return refused.count();
    }

    /** The number of clients that are throttled now. */
    public int throttledClients() {
        return limits.map(SlowDownFloods::clients).orElse(0);
    }

    /** The number of times that a client was throttled since the start. */
    public long throttlePauses() {
        return limits.map(SlowDownFloods::pauses).orElse(0L);
    }

    /** The number of QoS 0 messages that were dropped because their client far exceeded its limits. */
    public long throttleDrops() {
        return limits.map(SlowDownFloods::drops).orElse(0L);
    }

    private void guard(Access users) {
        AuthenticateUsers authenticator = new AuthenticateUsers(users, new BindClientIds(users, owners, refused));
        Services.securityRegistry().setAuthenticatorProvider(any -> authenticator);
        if (!users.isOpen()) {
            Services.securityRegistry().setAuthorizerProvider(client -> AuthorizeTopics.of(users, client));
            forgetting = new ForgetOldOwners(owners);
        }
    }
}
