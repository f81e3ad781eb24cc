package org.metrobed.launcher.segment;

import java.util.Objects;

/**
 * What is known of a segment: a file with consecutive records of one partition. Immutable.
 *
 * @param file path relative to the folder of the segments, with {@code /}
 * @param first offset of the first record
 * @param last offset of the last record
 * @param firstMillis time of the first record, milliseconds since 1970 UTC
 * @param lastMillis the largest time of a record, milliseconds since 1970 UTC
 * @param records number of records; at most {@code last - first + 1}, less if offsets are missing
 * @param bytes size of the file
 * @param sha256 SHA-256 of the file, lower-case hex
 */
public record Segment(
        String file,
        long first,
        long last,
        long firstMillis,
        long lastMillis,
        long records,
        long bytes,
        String sha256) {
    public Segment {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        if (first < 0 || last < first || records < 1 || records > last - first + 1) {
            throw new IllegalArgumentException("segment " + file + " has " + records + " records from offset " + first
                    + " to " + last + ", must be from 1 to the number of offsets");
        }
    }
}
