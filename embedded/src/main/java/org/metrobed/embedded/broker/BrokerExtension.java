package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.util.Optional;
import org.metrobed.embedded.access.Access;
import org.metrobed.embedded.access.SessionOwners;
import org.metrobed.embedded.limit.ClientLimits;

/** Registers with HiveMQ what is asked for, and nothing that would cost each message something where it is not. */
public final class BrokerExtension implements ExtensionMain {

    private final Optional<Access> access;
    private final SessionOwners owners;
    private final RefusedClientIds refused = new RefusedClientIds();
    private final Optional<SlowDownFloods> limits;

    /** Null until the extension starts, and where there are no users. */
    private ForgetOldOwners forgetting;

    /**
     * An extension with these users and limits; open to all where there is no access.
     *
     * @param owners of the sessions, for a broker with users
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
        // HiveMQ forgets what was registered, but not what was scheduled
        if (forgetting != null) {
            forgetting.close();
        }
    }

    /** How often a client was refused because its client id belongs to another user. */
    public long refusedClientIds() {
        return refused.count();
    }

    /** How many clients are held back at this moment. */
    public int throttledClients() {
        return limits.map(SlowDownFloods::clients).orElse(0);
    }

    /** How often a client was held back since the start. */
    public long throttlePauses() {
        return limits.map(SlowDownFloods::pauses).orElse(0L);
    }

    /** How many messages of QoS 0 were dropped because their client sent far more than it may. */
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
