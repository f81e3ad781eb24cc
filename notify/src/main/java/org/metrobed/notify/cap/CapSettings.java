package org.metrobed.notify.cap;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/** The settings of warnings. Static functions only. */
final class CapSettings {

    static final Setting DIR =
            Setting.of("METROBED_NOTIFY_CAP_DIR", "folder for warnings in CAP 1.2, one file each; empty for none", "");
    static final Setting URL =
            Setting.of("METROBED_NOTIFY_CAP_URL", "address that warnings in CAP 1.2 are posted to; empty for none", "");
    static final Setting SENDER = Setting.of(
            "METROBED_NOTIFY_CAP_SENDER",
            "the sender in CAP: no spaces, commas, less-than signs or ampersands",
            "metrobed@localhost");
    static final Setting STATUS = Setting.of(
            "METROBED_NOTIFY_CAP_STATUS", "status of a warning that no person has approved: Test or Draft", "Test");
    static final Setting LANGUAGE =
            Setting.of("METROBED_NOTIFY_CAP_LANGUAGE", "language of warnings, such as en-GB", "en");
    static final Setting CATEGORY = Setting.of(
            "METROBED_NOTIFY_CAP_CATEGORY", "category of all warnings, one of CAP's; empty: by the property", "");
    static final Setting VALID =
            Setting.of("METROBED_NOTIFY_CAP_VALID", "how long a warning is valid without an update", "PT24H");

    static final Setting RADIUS = Setting.of(
            "METROBED_NOTIFY_CAP_RADIUS",
            "radius of the circle around a station that a warning is about, metres",
            "1000");

    private static final int LARGEST_RADIUS = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[^\\s,<&]+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private CapSettings() {}

    static List<Setting> list() {
        return List.of(DIR, URL, SENDER, STATUS, LANGUAGE, CATEGORY, VALID, RADIUS);
    }

    /** Reads the style; errors are collected in {@code settings} until its check. */
    static CapStyle readStyle(Settings settings) {
        String category = settings.text(CATEGORY);
        if (!category.isEmpty() && !CapWords.CATEGORIES.contains(category)) {
            settings.reject(CATEGORY, "must be one of " + CapWords.CATEGORIES + ", or empty");
        }
        String status = settings.text(STATUS);
        if (!List.of("Test", "Draft").contains(status)) {
            settings.reject(STATUS, "must be Test or Draft");
        }
        Duration valid = settings.duration(VALID);
        if (valid.compareTo(Duration.ofMinutes(1)) < 0) {
            settings.reject(VALID, "must be at least PT1M");
        }
        return new CapStyle(
                matching(settings, SENDER, NAME, "must hold no spaces, commas, less-than signs or ampersands"),
                status,
                matching(settings, LANGUAGE, TAG, "must be a tag such as en or en-GB"),
                category,
                valid,
                settings.integer(RADIUS, 1, LARGEST_RADIUS));
    }

    private static String matching(Settings settings, Setting setting, Pattern pattern, String rule) {
        String text = settings.text(setting);
        if (!pattern.matcher(text).matches()) {
            settings.reject(setting, rule);
        }
        return text;
    }
}
