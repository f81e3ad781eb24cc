package org.metrobed.api.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses requests for a host of elsewhere: a page of a stranger can give its own name the address of this machine (DNS
 * rebinding), and a browser would then let it read the answers. Addresses and {@code localhost} always pass, because no
 * stranger owns them. Without names, it checks only a server that listens on this machine alone. Immutable.
 */
public final class HostGuard {

    /** The setting of further names. */
    public static final String NAMES_SETTING = "METROBED_HTTP_NAMES";

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final int MISDIRECTED_REQUEST = 421;

    private final boolean checks;
    private final Set<String> names;

    /**
     * A guard.
     *
     * @param listensOn the address that the server listens on
     * @param names host names of the server, such as that of a proxy
     */
    public HostGuard(String listensOn, List<String> names) {
        this.names = new TreeSet<>(names.stream().map(HostGuard::plain).toList());
        this.names.add("localhost");
        this.checks = !names.isEmpty() || isLoopback(listensOn);
    }

    /**
     * Checks the header {@code Host}.
     *
     * @throws ProblemException 421 if it names a host of elsewhere
     */
    public void check(Context context) {
        String host = context.header("Host");
        if (checks && host != null && !isOurs(host)) {
            throw new ProblemException(Problem.of(
                    MISDIRECTED_REQUEST,
                    "The host of this request is not a name of this server. If it is the name of a proxy, add it to "
                            + NAMES_SETTING + "."));
        }
    }

    /** Whether a header {@code Host} names this server. */
    boolean isOurs(String host) {
        String name = plain(host.replaceFirst(":\\d*$", ""));
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }

    private static String plain(String name) {
        return name.strip().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server does not start
        }
    }
}
