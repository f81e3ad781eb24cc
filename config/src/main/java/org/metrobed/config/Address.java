package org.metrobed.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Addresses such as {@code tcp://host:1883}, which must not contain a user or a password. Static functions only. */
public final class Address {

    private Address() {}

    /**
     * The unchanged address.
     *
     * @param schemes the allowed schemes, before {@code ://}
     * @throws IllegalArgumentException with the violated rule; the message never repeats a password
     */
    public static String parse(String text, List<String> schemes) {
        refuseUser(text);
        try {
            URI uri = new URI(text);
            if (!schemes.contains(String.valueOf(uri.getScheme())) || uri.getHost() == null) {
                throw new IllegalArgumentException("is '" + text + "', must look like " + schemes.get(0)
                        + "://host:port" + (schemes.size() == 1 ? "" : ", or start with one of " + schemes));
            }
            return text;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address: " + e.getReason(), e);
        }
    }

    /**
     * Refuses an address that contains a user or password.
     *
     * @throws IllegalArgumentException whose message repeats neither
     */
    public static void refuseUser(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "must not hold a user or password; credentials belong in settings of their own, never in an address");
        }
    }
}
