package org.metrobed.launcher.run;

import java.nio.file.Path;

/** Sends what the libraries log to a file, so that the terminal stays readable. Static functions only. */
public final class Log {

    private static final String CONFIGURATION = "logback.configurationFile";

    private Log() {}

    /** From the first logger on, which must not have been made yet; {@code -Dlogback.configurationFile} overrides. */
    public static Path toFile(Path data) {
        Path file = data.toAbsolutePath().normalize().resolve("logs").resolve("metrobed.log");
        System.setProperty("metrobed.log", file.toString());
        configure("metrobed-logback.xml");
        return file;
    }

    /** Warnings and errors only, to standard error; for short commands. */
    public static void toTerminal() {
        configure("metrobed-terminal-logback.xml");
    }

    private static void configure(String resource) {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, resource);
        }
    }
}
