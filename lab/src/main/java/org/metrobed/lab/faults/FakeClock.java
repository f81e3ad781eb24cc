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
     * A clock that goes as that of this machine so far; empty if the library is not installed.
     */
    static Optional<FakeClock> find(Path folder) {
        Optional<FakeClock> clock = installed().map(library -> new FakeClock(library, folder.resolve("clock")));
        clock.ifPresent(found -> found.jump(0));
        return clock;
    }

    static Optional<Path> installed() {
        return PLACES.stream().filter(Files::exists).findFirst();
    }

    /**
     * The environment of a process that has this clock. Without the last setting the library mends a clock of old C libraries, which today
     * makes each timed wait of a JVM return at once: the process then takes half a core and its MQTT client fails.
     */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
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
