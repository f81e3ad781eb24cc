package org.metrobed.api;

import java.util.List;
import java.util.stream.Stream;
import org.metrobed.api.http.CrossOrigin;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/** The setting of the origins whose pages may read the API. Static functions only. */
public final class OriginSettings {

    /** The setting. */
    public static final Setting ORIGINS = Setting.of(
            CrossOrigin.ORIGINS_SETTING,
            "origins whose pages may read the API in a browser, such as https://maps.example.org, separated by commas; *:"
                    + " every origin; none: only pages of this server; auto: every origin, or, if METROBED_HTTP_HOST is an"
                    + " address of this machine alone, pages that this machine serves. Never with credentials, and never to"
                    + " change anything",
            CrossOrigin.AUTO);

    private OriginSettings() {}

    /** The origins; an error of the settings if one is none. */
    public static List<String> read(Settings settings) {
        List<String> words = Stream.of(settings.text(ORIGINS).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        try {
            return CrossOrigin.check(words);
        } catch (IllegalArgumentException e) {
            settings.reject(ORIGINS, e.getMessage());
            return List.of(CrossOrigin.NONE);
        }
    }
}
