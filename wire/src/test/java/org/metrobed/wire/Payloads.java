package org.metrobed.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The golden files of the tests. */
public final class Payloads {

    /** All payload files. */
    public static final List<String> NAMES = List.of(
            "native-single.json",
            "native-batch.json",
            "native-mixed.json",
            "native-extremes.json",
            "senml-multiple.json",
            "senml-kinds.json",
            "senml-relative.json");

    private Payloads() {}

    /** The bytes of a payload file. */
    public static byte[] payload(String name) {
        return read("/payloads/" + name);
    }

    /** The bytes of a record file. */
    public static byte[] record(String name) {
        return read("/records/" + name);
    }

    private static byte[] read(String path) {
        try (InputStream in = Payloads.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException(path + " is not in the test resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
