package org.metrobed.stream.decode;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.TaggedBytes;

/**
 * A cache of settings and their bytes. Settings are not serialised again for each reading of a datastream, and all its
 * readings share one object. A slot of the cache keeps the last entry that was put in it; an entry that was displaced
 * is made again. Thread-safe, without a lock.
 */
final class SettingsCache {

    private static final int PLACES = 1 << 14;
    /** Number of leading bytes that choose the slot: the name of the datastream is at the front. */
    private static final int FRONT = 64;

    private final AtomicReferenceArray<Known> written = new AtomicReferenceArray<>(PLACES);
    private final AtomicReferenceArray<Known> read = new AtomicReferenceArray<>(PLACES);
    private final TaggedBytes bytes;

    SettingsCache(TaggedBytes bytes) {
        this.bytes = bytes;
    }

    /** Settings and their bytes, which never change. */
    private static final class Known {

        private final DatastreamSettings settings;
        private final byte[] body;

        Known(DatastreamSettings settings, byte[] body) {
            this.settings = settings;
            this.body = body;
        }
    }

    /** The bytes of settings, without their length; not to be changed. */
    @SuppressWarnings("ReferenceEquality") // the same object has the same bytes; a comparison costs as much as writing
    byte[] body(DatastreamSettings settings) throws IOException {
        int place = place(settings.datastream().hashCode());
        Known known = written.get(place);
        if (known == null || known.settings != settings) {
            known = new Known(settings, bytes.body(settings));
            written.set(place, known);
        }
        return known.body;
    }

    /** The settings that the bytes encode. The bytes are kept and must not be changed. */
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
