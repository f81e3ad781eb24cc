package org.metrobed.embedded.broker;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.metrobed.embedded.access.Access;

/** Lets in who knows the password of a user; nobody without a name. Thread-safe. */
final class AuthenticateUsers implements SimpleAuthenticator {

    /** Under this name the connection remembers its user. */
    static final String USER = "metrobed.user";

    private final Access access;

    AuthenticateUsers(Access access) {
        this.access = access;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket packet = input.getConnectPacket();
        String user = packet.getUserName().orElse("");
        String password = packet.getPassword().map(AuthenticateUsers::text).orElse("");
        if (!user.isEmpty() && access.isUser(user, password)) {
            input.getConnectionInformation().getConnectionAttributeStore().putAsString(USER, user);
            output.authenticateSuccessfully();
        } else {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "user or password is wrong");
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
