package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.metrobed.access.Access;

/**
 * Accepts a client with the password of a user and a client id that the user may use. If everyone may connect, a client
 * without a user is accepted too. HiveMQ calls this before a connection takes over a session. Thread-safe.
 */
final class AuthenticateUsers implements SimpleAuthenticator {

    /** The connection attribute that stores its user. */
    static final String USER = "metrobed.user";

    private final Access access;
    private final BindClientIds clientIds;

    AuthenticateUsers(Access access, BindClientIds clientIds) {
        this.access = access;
        this.clientIds = clientIds;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket packet = input.getConnectPacket();
        String name = packet.getUserName().orElse("");
        String password = packet.getPassword().map(AuthenticateUsers::text).orElse("");
        Optional<String> user = access.findUser(name, password);
        if (user.isEmpty()) {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "user or password is wrong");
            return;
        }
        input.getConnectionInformation().getConnectionAttributeStore().putAsString(USER, user.get());
        clientIds.decide(packet, user.get(), output);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
