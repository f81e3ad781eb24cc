package org.metrobed.launcher.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;

/**
 * What a backup holds; the file {@code manifest.json}. Immutable.
 *
 * @param format {@link #FORMAT}
 * @param metrobed the version of the program that took the backup
 * @param cut everything that Kafka had acknowledged before this time is in the backup, ISO 8601
 * @param instance id of the Kafka cluster
 * @param prefix prefix of its topics
 * @param catalog the newest version of the catalog
 * @param topics raw and catalog
 * @param files tables, settings and files
 */
public record Manifest(
        int format,
        String metrobed,
        String cut,
        String instance,
        String prefix,
        CatalogStand catalog,
        List<SavedTopic> topics,
        List<SavedFile> files) {

    /** The format that this program writes; it reads this one only. */
    public static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * The newest version of a catalog.
     *
     * @param version its number, the offset of its record; -1 if there is none
     * @param contentHash SHA-256 of its files; empty if there is none
     */
    public record CatalogStand(long version, String contentHash) {
        public CatalogStand {
            Objects.requireNonNull(contentHash, "contentHash");
        }
    }

    public Manifest {
        Objects.requireNonNull(metrobed, "metrobed");
        Objects.requireNonNull(cut, "cut");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(catalog, "catalog");
        topics = List.copyOf(topics);
        files = List.copyOf(files);
    }

    /**
     * Reads a manifest.
     *
     * @throws BackupException if it is not one, or one of a later format
     */
    static Manifest parse(String json) {
        try {
            int format = MAPPER.readTree(json).path("format").asInt();
            if (format != FORMAT) {
                throw new BackupException("the manifest has format " + format + ", this version of Metrobed reads "
                        + FORMAT + "; use the version that took the backup, or a later one");
            }
            return MAPPER.readValue(json, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new BackupException("the manifest cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** As JSON on several lines. */
    String toJson() {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always JSON", e);
        }
    }

    /** A topic of this backup. */
    SavedTopic topic(String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackupException("the backup has no topic " + name));
    }

    /** Sentences about records that were deleted by retention before the first backup. */
    public List<String> listGaps() {
        return topic(Backup.RAW).logs().stream()
                .filter(log -> log.start() > 0)
                .map(log -> "partition " + log.partition() + " of the raw log begins at offset " + log.start()
                        + ": retention had deleted what was before, so its rows cannot be computed again")
                .toList();
    }

    /** Number of records of all topics. */
    public long records() {
        return topics.stream()
                .flatMap(topic -> topic.logs().stream())
                .mapToLong(SavedLog::records)
                .sum();
    }

    /** Bytes of all segments and files. */
    public long bytes() {
        long segments = topics.stream()
                .flatMap(topic -> topic.logs().stream())
                .mapToLong(SavedLog::bytes)
                .sum();
        return segments + files.stream().mapToLong(SavedFile::bytes).sum();
    }
}
