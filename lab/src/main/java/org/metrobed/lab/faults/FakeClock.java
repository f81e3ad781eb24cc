package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wall clock of a process, which can jump: libfaketime, if it is installed (Debian package {@code faketime}). Its monotonic clock does not
 * jump. Immutable.
 *
 * @param library the library
 * @param file holds the difference to the clock of this machine
 */
record FakeClock(Path library, Path file) {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    /**
     * A clock that goes as that of this machine so far; empty if there can be none.
     *
     * @param direct whether gateways connect to ingest
     */
    static Optional<FakeClock> find(Path folder, boolean direct) {
        Optional<FakeClock> clock = installed(direct).map(library -> new FakeClock(library, folder.resolve("clock")));
        clock.ifPresent(found -> found.jump(0));
        return clock;
    }

    /** The library, if it is installed. The MQTT client of ingest cannot wait under it, so there is none with a broker. */
    static Optional<Path> installed(boolean direct) {
        return PLACES.stream().filter(place -> direct && Files.exists(place)).findFirst();
    }

    /** The environment of a process that has this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1");
    }

    /** Sets the clock so many seconds ahead of that of this machine; processes see it within a second. */
    void jump(int seconds) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, (seconds < 0 ? "" : "+") + seconds + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the clock cannot be set: " + e.getMessage(), e);
        }
    }
}
