package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.params.ParamSpec;
import org.metrobed.core.params.TaggedBytes;

/**
 * Settings beside their bytes, so that those of a datastream are not put together for each of its readings, and all its readings
 * share one object. A datastream has one place, which the last one that came to it holds; what is not there is made again.
 * Thread-safe, without a lock.
 */
final class SettingsCache {

    private static final int PLACES = 1 << 14;
    /** Bytes from which the place of bytes is found: the name of the datastream stands at the front. */
    private static final int FRONT = 64;

    private final AtomicReferenceArray<Known> written = new AtomicReferenceArray<>(PLACES);
    private final AtomicReferenceArray<Known> read = new AtomicReferenceArray<>(PLACES);
    private final TaggedBytes bytes;

    SettingsCache(TaggedBytes bytes) {
        this.bytes = bytes;
    }

    /** Settings and their bytes, which nobody changes. */
    private static final class Known {

        private final DatastreamSettings settings;
        private final byte[] body;

        Known(DatastreamSettings settings, byte[] body) {
            this.settings = settings;
            this.body = body;
        }
    }

    /** The bytes of settings, without their length; not to be changed. */
    @SuppressWarnings("ReferenceEquality") // the same object has the same bytes; to compare costs as much as to write
    byte[] body(DatastreamSettings settings) throws IOException {
        int place = place(settings.datastream().hashCode());
        Known known = written.get(place);
        if (known == null || known.settings != settings) {
            known = new Known(settings, bytes.body(settings));
            written.set(place, known);
        }
        return known.body;
    }

    /** The settings of bytes; they are kept and must not be changed. */
    DatastreamSettings settings(byte[] body) throws IOException {
        int place = place(front(body));
        Known known = read.get(place);
        if (known == null || !Arrays.equals(known.body, body)) {
            known = new Known(bytes.ofBody(ParamSpec.of(DatastreamSettings.class), body), body);
            read.set(place, known);
        }
        return known.settings;
    }

    private static int front(byte[] body) {
        int hash = body.length;
        for (int i = 0; i < Math.min(FRONT, body.length); i++) {
            hash = 31 * hash + body[i];
        }
        return hash;
    }

    private static int place(int hash) {
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
