package org.metrobed.api.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code If-None-Match} (RFC 9110): a list of entity tags, weak ones included, or {@code *}. Static functions only. */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private EntityTags() {}

    /**
     * Whether a client has a version already. Tags are compared weakly, as RFC 9110 wants it for this header.
     *
     * @param header of the request; null for none
     * @param tag strong tag of the version, with its quotes
     */
    public static boolean match(String header, String tag) {
        if (header == null) {
            return false;
        }
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(header);
        while (tags.find()) {
            if (tags.group(1).equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
