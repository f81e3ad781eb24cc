package org.metrobed.launcher.run;

import java.nio.file.Path;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;

/** Writes the log of the libraries to a file, so that the terminal stays readable. Static functions only. */
public final class Log {

    private static final String CONFIGURATION = "logback.configurationFile";

    private Log() {}

    /**
     * Call this before the first logger is created. {@code -Dlogback.configurationFile} overrides it.
     *
     * @throws org.metrobed.config.ConfigException if the format of the log is wrong
     */
    public static Path toFile(Path data) {
        Path file = data.toAbsolutePath().normalize().resolve("logs").resolve("metrobed.log");
        System.setProperty("metrobed.log", file.toString());
        Settings settings = Settings.of(System.getenv());
        ServiceLog.configure(settings, "metrobed-logback.xml");
        settings.check();
        return file;
    }

    /** Warnings and errors only, to standard error; for short commands. */
    public static void toTerminal() {
        if (System.getProperty(CONFIGURATION) == null) {
            System.setProperty(CONFIGURATION, "metrobed-terminal-logback.xml");
        }
    }
}
