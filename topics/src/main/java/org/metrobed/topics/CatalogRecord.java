package org.metrobed.topics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the catalog topic holds: complete versions of the catalog, and heartbeats that say up to when no other version is to
 * be expected. The number of a version is the Kafka offset of its record.
 */
public sealed interface CatalogRecord permits CatalogRecord.Version, Heartbeat {

    /** The Kafka key. */
    String key();

    /**
     * One atomic set of bundles. Immutable.
     *
     * @param contentHash lower-case hex SHA-256 over names and texts
     * @param follows the number of the version that was in force when this one was published, {@link #NONE} for the first;
     *     it is part of the key, so that going back to an earlier content does not compact the earlier record away, while a
     *     publication that is sent twice stays one
     * @param files text by file name
     * @param routes what ingest needs to know of the bindings in the files; empty in versions written before it was kept
     */
    record Version(String contentHash, long follows, Map<String, String> files, List<IngestRoute> routes)
            implements CatalogRecord {

        /** Follows no version. */
        public static final long NONE = -1;

        public Version {
            Objects.requireNonNull(contentHash, "contentHash");
            files = Map.copyOf(files);
            routes = List.copyOf(routes);
            if (contentHash.length() < 16) {
                throw new IllegalArgumentException("content hash '" + contentHash + "' has under 16 digits");
            }
        }

        /** The version of these files, its hash computed. */
        public static Version of(long follows, Map<String, String> files) {
            return of(follows, files, List.of());
        }

        /** The version of these files and routes, its hash computed from the files alone. */
        public static Version of(long follows, Map<String, String> files, List<IngestRoute> routes) {
            return new Version(hash(files), follows, files, routes);
        }

        /** {@code v/}, the first 16 digits of the hash, {@code /} and the number that it follows. */
        @Override
        public String key() {
            return "v/" + contentHash.substring(0, 16) + "/" + follows;
        }

        /** The files in the order of their names. */
        public SortedMap<String, String> sortedFiles() {
            return new TreeMap<>(files);
        }

        private static String hash(Map<String, String> files) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                new TreeMap<>(files).forEach((name, text) -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    digest.update((name + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                    digest.update(bytes);
                });
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
