package org.metrobed.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The golden records of the topics. */
final class RecordFiles {

    private RecordFiles() {}

    /** The bytes of a record that an earlier version wrote, such as {@code alert.bin}. */
    static byte[] record(String name) {
        return read("/records/" + name);
    }

    private static byte[] read(String path) {
        try (InputStream in = RecordFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException(path + " is not in the test resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
