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
 * The kind of services that the tests use, from system property {@code metrobed.test.services}: {@code embedded}
 * (default), {@code docker} or {@code external}. Each service is started once for each JVM, at its first use, and
 * stopped at the end of the JVM.
 */
enum Services {
    EMBEDDED,
    DOCKER,
    EXTERNAL;

    /** The kind of services in this JVM. */
    static Services chosen() {
        return valueOf(
                System.getProperty("metrobed.test.services", "embedded").strip().toUpperCase(Locale.ROOT));
    }

    /**
     * The shared service of this key, started if it does not run yet.
     *
     * @throws TestAbortedException when it is not available on a developer's machine; in CI that is a failure
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

    /** Deletes the folder of an embedded service. */
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
