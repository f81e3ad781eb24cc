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

    /** The page with this datastream selected. */
    public String of(String datastream) {
        return base + "/#" + URLEncoder.encode(datastream, StandardCharsets.UTF_8);
    }
}
