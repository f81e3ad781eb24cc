package org.metrobed.api.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.metrobed.config.Secret;

/**
 * Lets only operators write, and read what is for them alone: clients with the configured bearer token. Without a configured token nobody can write.
 * Thread-safe.
 */
public final class OperatorGuard {

    /** The setting that holds the token. */
    public static final String TOKEN_SETTING = "METROBED_OPERATOR_TOKEN";

    private static final String SCHEME = "bearer ";

    private final Secret token;

    /** A guard that requires this token; {@link Secret#NONE} refuses every client. */
    public OperatorGuard(Secret token) {
        this.token = token;
    }

    /**
     * Checks the operator's token.
     *
     * @throws ProblemException 403 if no token is configured, 401 if the request has none or another
     */
    void check(Context context) {
        check(context, "Nothing can be changed here", "To change something");
    }

    /**
     * Checks the token of somebody who reads what is for operators only.
     *
     * @throws ProblemException as for {@link #check}
     */
    void checkReader(Context context) {
        check(context, "This is for operators only", "This is for operators only: to read it");
    }

    private void check(Context context, String closed, String what) {
        if (token.reveal().isEmpty()) {
            throw new ProblemException(
                    Problem.forbidden(closed + ": this deployment has no operator token. Set " + TOKEN_SETTING + "."));
        }
        String shown = context.header("Authorization");
        if (shown == null || !shown.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            context.header("WWW-Authenticate", "Bearer realm=\"metrobed\"");
            throw new ProblemException(Problem.unauthorized(what + ", send the header Authorization: Bearer TOKEN."));
        }
        if (!isToken(shown.substring(SCHEME.length()).strip())) {
            context.header("WWW-Authenticate", "Bearer realm=\"metrobed\", error=\"invalid_token\"");
            throw new ProblemException(Problem.unauthorized("The token is not this deployment's operator token."));
        }
    }

    /** Its running time reveals nothing about the token, not even its length. */
    private boolean isToken(String shown) {
        return MessageDigest.isEqual(hash(shown), hash(token.reveal()));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
