package org.metrobed.api.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/** The header {@code Link} (RFC 8288). Static functions only. */
final class Links {

    /** What the header may hold between brackets; long addresses would fill it. */
    private static final Pattern PRINTABLE = Pattern.compile("[!-~&&[^<>\"]]{1,2000}");

    private static final String NEXT = "next";

    private Links() {}

    /** Links the answer to its own address and to the document that describes it. */
    static void addSelf(Context context) {
        String query = context.queryString();
        String address = context.path() + (query == null ? "" : "?" + query);
        if (PRINTABLE.matcher(address).matches()) {
            add(context, "self", address);
        }
        add(context, "describedby", Route.DOCUMENT);
    }

    /** Adds a link with the media type of what it leads to, unless its address is too long. */
    static void addTyped(Context context, String relation, String address, String mediaType) {
        if (PRINTABLE.matcher(address).matches()) {
            add(context, relation + "\"; type=\"" + mediaType, address);
        }
    }

    /** Adds a link; the next page comes first, because some clients take the first link for it. */
    static void add(Context context, String relation, String address) {
        String link = "<" + address + ">; rel=\"" + relation + "\"";
        String before = context.res().getHeader("Link");
        if (before == null) {
            context.header("Link", link);
        } else {
            context.header("Link", relation.equals(NEXT) ? link + ", " + before : before + ", " + link);
        }
    }
}
