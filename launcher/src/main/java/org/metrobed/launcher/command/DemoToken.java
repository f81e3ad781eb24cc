package org.metrobed.launcher.command;

import java.security.SecureRandom;
import java.util.Base64;
import org.metrobed.api.ApiConfig;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;

/** Makes the operator token of a demo, so that every action can be tried immediately. Static functions only. */
final class DemoToken {

    private static final int BYTES = 18;

    private DemoToken() {}

    /** A new random token; {@link Secret#NONE} if the environment sets a token, which the demo does not print. */
    static Secret newUnless(Settings environment, SecureRandom random) {
        if (!environment.secret(ApiConfig.OPERATOR_TOKEN).equals(Secret.NONE)) {
            return Secret.NONE;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
