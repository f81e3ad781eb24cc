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
 * The records of the catalog topic: complete versions of the catalog, and heartbeats. A heartbeat states the time up to
 * which no other version is to be expected. The number of a version is the Kafka offset of its record.
 */
public sealed interface CatalogRecord permits CatalogRecord.Version, Heartbeat {

    /** The Kafka key. */
    String key();

    /**
     * One atomic set of bundles. Immutable.
     *
     * @param contentHash lower-case hex SHA-256 over names and texts
     * @param follows the number of the newest version when this one was made, {@link #NONE} for the first. It is part of
     *     the key. A return to an earlier content therefore does not compact the earlier record away
     * @param files text by file name
     * @param routes the part of the files' bindings that ingest needs; empty in versions written before it was stored
     * @param publication unique name of the publication, part of the key. Such a version counts only if {@code follows} is
     *     still the newest ({@link CatalogSequence}); empty in versions that count in any case, as those from before the
     *     condition existed
     */
    record Version(
            String contentHash, long follows, Map<String, String> files, List<IngestRoute> routes, String publication)
            implements CatalogRecord {

        /** The value of {@code follows} for the first version. */
        public static final long NONE = -1;

        public Version {
            Objects.requireNonNull(contentHash, "contentHash");
            files = Map.copyOf(files);
            routes = List.copyOf(routes);
            Objects.requireNonNull(publication, "publication");
            if (contentHash.length() < 16) {
                throw new IllegalArgumentException("content hash '" + contentHash + "' has under 16 digits");
            }
        }

        /** A version with these files; computes its hash. */
        public static Version of(long follows, Map<String, String> files) {
            return of(follows, files, List.of());
        }

        /** A version with these files and routes; computes its hash from the files alone. */
        public static Version of(long follows, Map<String, String> files, List<IngestRoute> routes) {
            return new Version(hash(files), follows, files, routes, "");
        }

        /** The same as a version that counts only if the one that it follows is still the newest. */
        public Version conditional(String name) {
            return new Version(contentHash, follows, files, routes, name);
        }

        /** {@code v/}, the first 16 digits of the hash, the version that it follows and the publication, if any. */
        @Override
        public String key() {
            return "v/" + contentHash.substring(0, 16) + "/" + follows
                    + (publication.isEmpty() ? "" : "/" + publication);
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
