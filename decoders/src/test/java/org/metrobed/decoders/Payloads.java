package org.metrobed.decoders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The golden files of the tests. */
public final class Payloads {

    private Payloads() {}

    /** The bytes of a golden payload, such as {@code native-json/single.json}. */
    public static byte[] payload(String name) {
        return read("/payloads/" + name);
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
