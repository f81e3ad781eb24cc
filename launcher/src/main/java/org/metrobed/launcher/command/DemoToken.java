package org.metrobed.launcher.command;

import java.security.SecureRandom;
import java.util.Base64;
import org.metrobed.api.ApiConfig;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;

/** The operator token of a demo, so that everything can be tried on day one. Static functions only. */
final class DemoToken {

    private static final int BYTES = 18;

    private DemoToken() {}

    /** A new token that nobody can guess; {@link Secret#NONE} when the environment names one, which the demo does not repeat. */
    static Secret newUnless(Settings environment, SecureRandom random) {
        if (!environment.secret(ApiConfig.OPERATOR_TOKEN).equals(Secret.NONE)) {
            return Secret.NONE;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
