package org.metrobed.lab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bytes that a deployment needs on its disks, from measured bytes of rows and records. Static functions only.
 */
public final class Sizing {

    /** Bytes of an observation in the native layout, with its indexes. */
    static final int OBSERVATION = 180;
    /** Bytes of a stored window in the native layout, with its indexes. */
    static final int WINDOW = 400;
    /** Bytes of a reading in the raw log, ten readings of native JSON a message. */
    static final int RAW = 40;
    /** Bytes of a reading with TimescaleDB, its windows included, when its chunks are compressed; at one a minute. */
    static final int COMPRESSED = 24;

    /** Stored windows of a day at one reading a minute: PT15M, PT1H and P1D. */
    private static final int WINDOWS_A_DAY = 96 + 24 + 1;

    private static final int READINGS_A_DAY = 24 * 60;
    private static final int[] SENSORS = {10, 100, 1_000, 10_000};

    private Sizing() {}

    /** Bytes of a day of a datastream at one reading a minute in the database, native layout. */
    static double nativeDay() {
        return (double) READINGS_A_DAY * OBSERVATION + (double) WINDOWS_A_DAY * WINDOW;
    }

    /** A table of Markdown: sensors with four datastreams each, at one reading a minute. */
    public static List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| sensors | readings/s | raw log a day | database a day, native | database a day, TimescaleDB | a year, native | a year,"
                        + " TimescaleDB |");
        lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int sensors : SENSORS) {
            double datastreams = 4.0 * sensors;
            double raw = datastreams * READINGS_A_DAY * RAW;
            double nativeDay = datastreams * nativeDay();
            double compressed = datastreams * READINGS_A_DAY * COMPRESSED;
            lines.add(String.format(
                    Locale.ROOT,
                    "| %,d | %,.1f | %s | %s | %s | %s | %s |",
                    sensors,
                    datastreams / 60,
                    bytes(raw),
                    bytes(nativeDay),
                    bytes(compressed),
                    bytes(365 * (raw + nativeDay)),
                    bytes(365 * (raw + compressed))));
        }
        return lines;
    }

    /** A size in MB, GB or TB (powers of ten), three digits. */
    static String bytes(double bytes) {
        if (bytes < 1e9) {
            return digits(bytes / 1e6) + " MB";
        }
        return bytes < 1e12 ? digits(bytes / 1e9) + " GB" : digits(bytes / 1e12) + " TB";
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
