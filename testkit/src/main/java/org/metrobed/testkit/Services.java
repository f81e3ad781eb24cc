package org.metrobed.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Which services the tests use, by system property {@code metrobed.test.services}: {@code embedded} (default),
 * {@code docker} or {@code external}. Each is started once a JVM, at its first use, and stopped at its end.
 */
enum Services {
    EMBEDDED,
    DOCKER,
    EXTERNAL;

    /** The choice of this JVM. */
    static Services chosen() {
        return valueOf(
                System.getProperty("metrobed.test.services", "embedded").strip().toUpperCase(Locale.ROOT));
    }

    /**
     * The shared service of this key, started when it is not there yet.
     *
     * @throws TestAbortedException when it is missing on a developer's machine; in CI that is a failure
     */
    static <T extends AutoCloseable> T shared(ExtensionContext context, Class<T> type, Supplier<T> start) {
        try {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Services.class))
                    .getOrComputeIfAbsent(type, key -> start.get(), type);
        } catch (RuntimeException e) {
            boolean inCi = "true".equals(System.getenv("CI"));
            if (inCi || chosen() == EMBEDDED) {
                throw e;
            }
            throw new TestAbortedException("no " + type.getSimpleName() + " here: " + e.getMessage(), e);
        }
    }

    /** The address of an external service. */
    static String address(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("system property " + property + " is not set");
        }
        return value;
    }

    /** The image of a service in Docker, which {@code metrobed.test.image.NAME} overrides. */
    static String image(String name, String usual) {
        return System.getProperty("metrobed.test.image." + name, usual);
    }

    /** A folder for an embedded service. */
    static Path folder(String name) {
        try {
            return Files.createTempDirectory("metrobed-" + name + "-");
        } catch (IOException e) {
            throw new IllegalStateException("no temporary folder", e);
        }
    }

    /** Deletes such a folder. */
    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("temporary folder " + folder + " stays", e);
        }
    }
}
