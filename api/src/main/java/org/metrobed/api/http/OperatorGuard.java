package org.metrobed.api.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Role;
import org.metrobed.api.access.Tokens;
import org.metrobed.config.Secret;

/**
 * Finds out who sends a request, and lets each do only what the role of the reader may. A bearer token is the operator token of the
 * deployment, or one that {@link Tokens} know. Another one is refused, also where nobody needs one: who shows a key expects its
 * rights. Thread-safe.
 */
public final class OperatorGuard {

    /** The setting that holds the token. */
    public static final String TOKEN_SETTING = "METROBED_OPERATOR_TOKEN";

    /** The name of whoever shows the token of the deployment. */
    public static final String OPERATOR = "operator-token";

    private static final String SCHEME = "bearer ";

    private final Secret token;
    private final List<Tokens> others;

    /** A guard that requires this token; {@link Secret#NONE} refuses every client. */
    public OperatorGuard(Secret token) {
        this(token, List.of());
    }

    /**
     * The same with other tokens.
     *
     * @param others asked in this order
     */
    public OperatorGuard(Secret token, List<Tokens> others) {
        this.token = token;
        this.others = List.copyOf(others);
    }

    /**
     * Who sends a request.
     *
     * @throws ProblemException 401 if its bearer token is not known, 503 if that cannot be found out now
     */
    Reader reader(Context context) {
        String shown = context.header("Authorization");
        boolean known = !token.reveal().isEmpty() || !others.isEmpty();
        if (!known || shown == null || !shown.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Reader.ANYBODY;
        }
        String text = shown.substring(SCHEME.length()).strip();
        if (!token.reveal().isEmpty() && isToken(text)) {
            return Reader.of(OPERATOR, Role.ADMIN);
        }
        try {
            for (Tokens tokens : others) {
                Optional<Reader> reader = tokens.find(text);
                if (reader.isPresent()) {
                    return reader.get();
                }
            }
        } catch (Tokens.UnknownNowException e) {
            throw new ProblemException(Problem.unavailable(e.getMessage()));
        }
        context.header("WWW-Authenticate", "Bearer realm=\"metrobed\", error=\"invalid_token\"");
        throw new ProblemException(Problem.unauthorized(
                "The token is not this deployment's operator token, nor a valid key or token of a reader."));
    }

    /**
     * Checks that a reader may use a route.
     *
     * @param all whether the reader sees everything
     * @throws ProblemException 403 if the reader may not, or nobody can; 401 if the reader shows nothing
     */
    void check(Context context, Route route, Reader reader, BooleanSupplier all) {
        boolean whole = route.reach() == Route.Reach.WHOLE;
        if (!reader.role().includes(route.role()) || (whole && (reader.isLimited() || !all.getAsBoolean()))) {
            if (!reader.equals(Reader.ANYBODY)) {
                throw new ProblemException(Problem.forbidden(
                        whole && reader.role().includes(route.role())
                                ? "This is about the deployment as a whole: it needs a reader who sees all projects."
                                : "This needs the role " + route.role().word() + "; yours is "
                                        + reader.role().word() + "."));
            }
            refuseAnybody(context, route);
        }
        if (route.writes() && !reader.mayChange(route.resource())) {
            throw new ProblemException(Problem.forbidden("This reader may change " + String.join(", ", reader.actions())
                    + " only, not " + route.resource() + "."));
        }
        if (route.writes() && reader.isLimited() && route.reach() == Route.Reach.SEEN) {
            throw new ProblemException(Problem.forbidden(
                    "A reader that is limited to some projects cannot do this: it is about others too."));
        }
    }

    private void refuseAnybody(Context context, Route route) {
        if (token.reveal().isEmpty() && others.isEmpty()) {
            throw new ProblemException(Problem.forbidden(
                    "Nothing can be changed here: this deployment has no operator token. Set " + TOKEN_SETTING + "."));
        }
        context.header("WWW-Authenticate", "Bearer realm=\"metrobed\"");
        throw new ProblemException(Problem.unauthorized(
                route.writes()
                        ? "To change something, send the header Authorization: Bearer TOKEN."
                        : "To read this, send the header Authorization: Bearer TOKEN."));
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
