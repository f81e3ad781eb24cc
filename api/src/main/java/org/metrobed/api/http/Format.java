package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format of an answer. */
public enum Format {
    JSON("json", "application/json"),
    NDJSON("ndjson", "application/x-ndjson"),
    CSV("csv", "text/csv"),
    ARROW("arrow", "application/vnd.apache.arrow.stream"),
    PARQUET("parquet", "application/vnd.apache.parquet"),
    CSVW("csvw", "application/csvm+json"),
    SVG("svg", "image/svg+xml"),
    GEOJSON("geojson", "application/geo+json"),
    EVENTS("events", "text/event-stream"),
    TEXT("text", "text/plain"),
    BYTES("bytes", "application/octet-stream");

    /** The formats of a response of rows. */
    public static final List<Format> ROWS = List.of(JSON, NDJSON, CSV, ARROW, PARQUET, CSVW);

    private final String word;
    private final String mediaType;

    Format(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** Its word in the parameter {@code f}. */
    public String word() {
        return word;
    }

    /** Its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** Whether rows are written as they are, without what is said of the whole list. */
    boolean isText() {
        return this == JSON || this == NDJSON || this == CSV;
    }

    /** Whether it has columns that a request may choose. */
    boolean hasColumns() {
        return this == NDJSON || isTable();
    }

    /** Whether it has one column for each part of a nested field, and the columns of CSV. */
    boolean isTable() {
        return this == CSV || this == ARROW || this == PARQUET || this == CSVW;
    }

    /** Whether many rows are in memory while it is written. */
    boolean isColumnar() {
        return this == ARROW || this == PARQUET;
    }

    /** The value of the header Content-Type. */
    public String contentType() {
        return this == CSV ? mediaType + "; charset=utf-8; header=present" : mediaType;
    }

    /** The offered format with this word. */
    public static Optional<Format> find(String word, List<Format> offered) {
        return offered.stream().filter(format -> format.word.equals(word)).findFirst();
    }

    /**
     * The offered format that an Accept header prefers; of equal ones the first offered. Without a header any format is
     * accepted.
     */
    public static Optional<Format> negotiate(String accept, List<Format> offered) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(offered.get(0));
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : accept.split(",", -1)) {
            ranges.add(Range.parse(part));
        }
        Format best = null;
        double bestQuality = 0;
        for (Format format : offered) {
            double quality = quality(format.mediaType, ranges);
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double quality(String mediaType, List<Range> ranges) {
        int closest = -1;
        double quality = 0;
        for (Range range : ranges) {
            int closeness = range.closeness(mediaType);
            if (closeness > closest) {
                closest = closeness;
                quality = range.quality;
            }
        }
        return quality;
    }

    /** One entry of an Accept header. */
    private record Range(String type, double quality) {

        static Range parse(String text) {
            String[] parts = text.split(";", -1);
            double quality = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                if (parameter.startsWith("q=")) {
                    quality = number(parameter.substring(2));
                }
            }
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), quality);
        }

        private static double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        /** 2 for the type itself, 1 for {@code type/*}, 0 for anything, -1 for no match. */
        int closeness(String mediaType) {
            if (type.equals(mediaType)) {
                return 2;
            }
            if (type.equals("*/*") || type.equals("*")) {
                return 0;
            }
            boolean family = type.endsWith("/*") && mediaType.startsWith(type.substring(0, type.length() - 1));
            return family ? 1 : -1;
        }
    }
}
