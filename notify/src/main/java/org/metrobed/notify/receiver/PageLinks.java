package org.metrobed.notify.receiver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Links to the page. Immutable.
 *
 * @param base address of the page, without a slash at its end
 */
public record PageLinks(String base) {
    public PageLinks {
        Objects.requireNonNull(base, "base");
        if (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
    }

    /** The page with this alert open. */
    public String alert(String id) {
        return base + "/alert/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
