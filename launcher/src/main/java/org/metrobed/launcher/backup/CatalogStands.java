package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.kafka.common.record.internal.Record;
import org.metrobed.launcher.segment.Segment;
import org.metrobed.launcher.segment.SegmentReader;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.CatalogSequence;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topics;

/** Finds the newest version of a catalog in its copy. Static functions only. */
final class CatalogStands {

    static final Codec<CatalogRecord> CODEC =
            new Topics(Topics.DEFAULT_PREFIX).catalog().codec();

    private CatalogStands() {}

    /** The version that counts and is the newest; a record that cannot be read is passed over, as every reader does. */
    static Manifest.CatalogStand newest(Path root, SavedTopic catalog) throws IOException {
        Newest newest = new Newest();
        for (SavedLog log : catalog.logs()) {
            for (Segment segment : log.segments()) {
                SegmentReader.read(root, segment, newest::take);
            }
        }
        return newest.stand;
    }

    private static final class Newest {

        private final CatalogSequence sequence = new CatalogSequence();
        private Manifest.CatalogStand stand = new Manifest.CatalogStand(CatalogRecord.Version.NONE, "");

        void take(Record record) {
            if (!record.hasValue()) {
                return;
            }
            ByteBuffer value = record.value();
            byte[] bytes = new byte[value.remaining()];
            value.get(bytes);
            try {
                if (CODEC.decode(bytes) instanceof CatalogRecord.Version version
                        && sequence.accepts(record.offset(), version)) {
                    stand = new Manifest.CatalogStand(record.offset(), version.contentHash());
                }
            } catch (IllegalArgumentException e) {
                return; // passed over by every reader
            }
        }
    }
}
