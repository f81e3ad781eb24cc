package org.metrobed.api.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets pages of other origins read the API in a browser (CORS): GET and HEAD only, also problems, without credentials. A
 * page of elsewhere can never change anything. Immutable, thread-safe.
 */
public final class CrossOrigin {

    /** The setting of the origins. */
    public static final String ORIGINS_SETTING = "METROBED_HTTP_ORIGINS";

    /** Every origin if the server listens on more than this machine, else pages of this machine alone. */
    public static final String AUTO = "auto";

    /** Every origin. */
    public static final String ALL = "*";

    /** No origin but that of the server. */
    public static final String NONE = "none";

    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:\\d{1,5})?");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);
    /** Headers of an answer that a script may read besides the usual ones. */
    private static final String EXPOSED =
            "ETag, Link, Content-Disposition, Retry-After, Metrobed-As-Of, Metrobed-Datetime," + " Metrobed-Begins";

    private static final String SENT = "Accept, Cache-Control, Content-Type, If-None-Match, Last-Event-ID";
    private static final String DAY_SECONDS = "86400";

    private final Set<String> origins;
    private final boolean every;
    private final boolean here;

    /**
     * Rules of one listener.
     *
     * @param listensOn the address that the server listens on
     * @param origins checked by {@link #check}
     */
    public CrossOrigin(String listensOn, List<String> origins) {
        boolean auto = origins.contains(AUTO);
        boolean alone = isLoopback(listensOn);
        this.every = origins.contains(ALL) || (auto && !alone);
        this.here = auto && alone;
        this.origins = new TreeSet<>(origins);
    }

    /**
     * Checks the value of the setting.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public static List<String> check(List<String> origins) {
        boolean words = origins.equals(List.of(AUTO)) || origins.equals(List.of(ALL)) || origins.equals(List.of(NONE));
        List<String> plain = origins.stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT).replaceFirst("/$", ""))
                .toList();
        if (!words && !plain.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException("must be " + AUTO + ", " + ALL + ", " + NONE
                    + " or origins such as https://example.org, separated by commas");
        }
        return words ? origins : plain;
    }

    /** Adds the headers to the answers of the API, and answers the question of a browser whether it may send a request. */
    public void answer(Context context) {
        if (!context.path().startsWith("/api/") && !context.path().equals(Route.DOCUMENT)) {
            return;
        }
        String asked = context.header("Access-Control-Request-Method");
        if (HandlerType.OPTIONS.equals(context.method()) && asked != null) {
            answerPreflight(context, asked);
        } else if (READS.contains(context.method()) && isAllowed(context)) {
            context.header("Access-Control-Expose-Headers", EXPOSED);
        }
    }

    private void answerPreflight(Context context, String asked) {
        context.status(204).skipRemainingHandlers();
        context.res().setContentType(null);
        if (READS.stream().anyMatch(method -> method.name().equals(asked)) && isAllowed(context)) {
            context.header("Access-Control-Allow-Methods", "GET, HEAD")
                    .header("Access-Control-Allow-Headers", SENT)
                    .header("Access-Control-Max-Age", DAY_SECONDS);
        }
    }

    private boolean isAllowed(Context context) {
        if (every) {
            context.header("Access-Control-Allow-Origin", ALL);
            return true;
        }
        if (here || !origins.equals(Set.of(NONE))) {
            context.res().addHeader("Vary", "Origin");
        }
        String origin = context.header("Origin");
        if (origin == null || !isAllowed(origin)) {
            return false;
        }
        context.header("Access-Control-Allow-Origin", origin);
        return true;
    }

    /** Whether pages of an origin may read. */
    boolean isAllowed(String origin) {
        return every || origins.contains(origin) || (here && isHere(origin));
    }

    private static boolean isHere(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        return matcher.matches() && HERE.contains(matcher.group(1));
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server does not start
        }
    }
}
