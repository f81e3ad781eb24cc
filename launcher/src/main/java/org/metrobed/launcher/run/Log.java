package org.metrobed.launcher.run;

import java.nio.file.Path;

/** Writes the log of the libraries to a file, so that the terminal stays readable. Static functions only. */
public final class Log {

    private static final String CONFIGURATION = "logback.configurationFile";

    private Log() {}

    /** Call this before the first logger is created. {@code -Dlogback.configurationFile} overrides it. */
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
