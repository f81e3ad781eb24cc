package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Path;
import java.util.Optional;
import org.metrobed.embedded.access.Access;
import org.metrobed.embedded.access.SessionOwners;
import org.metrobed.embedded.limit.ClientLimits;

/** Registers with HiveMQ what is asked for, and nothing that would cost each message something where it is not. */
public final class BrokerExtension implements ExtensionMain {

    private final Optional<Access> access;
    private final Path owners;
    private final RefusedClientIds refused = new RefusedClientIds();
    private final Optional<SlowDownFloods> limits;

    /**
     * An extension with these users and limits; open to all where there is no access.
     *
     * @param owners the file of who owns which session
     */
    public BrokerExtension(Optional<Access> access, ClientLimits limits, Path owners) {
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
        // HiveMQ forgets what was registered
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
        SessionOwners known = SessionOwners.read(owners);
        AuthenticateUsers authenticator = new AuthenticateUsers(users, new BindClientIds(users, known, refused));
        Services.securityRegistry().setAuthenticatorProvider(any -> authenticator);
        if (!users.isOpen()) {
            Services.securityRegistry().setAuthorizerProvider(client -> AuthorizeTopics.of(users, client));
            new ForgetOldOwners(known).schedule();
        }
    }
}
