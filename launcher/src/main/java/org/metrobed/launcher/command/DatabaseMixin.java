package org.metrobed.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.store.DatabaseConfig;
import picocli.CommandLine.Option;

/**
 * Finds the database of a running Metrobed: the database of the environment's settings, or the database of the data
 * folder if these settings are absent.
 */
final class DatabaseMixin {

    /** The name of the embedded server's database and of its owner. */
    private static final String NAME = "metrobed";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Folder of the running Metrobed (default: ./data); not used when METROBED_DATABASE_URL is set.")
    private Path data;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            defaultValue = "5432",
            description = "Port of its PostgreSQL (default: ${DEFAULT-VALUE}).")
    private int port;

    /** The folder of an embedded run. */
    Path data() {
        return data;
    }

    /** Whether the environment names a database, so that the data folder is not used. */
    static boolean isNamed(Map<String, String> environment) {
        return List.of(DatabaseConfig.URL, DatabaseConfig.PASSWORD).stream()
                .anyMatch(setting ->
                        environment.containsKey(setting.name()) || environment.containsKey(setting.name() + "_FILE"));
    }

    /**
     * The database.
     *
     * @throws CommandException when there is no Metrobed in the folder
     * @throws org.metrobed.config.ConfigException when the environment's settings are wrong
     */
    DatabaseConfig config(Map<String, String> environment) {
        if (isNamed(environment)) {
            Settings settings = Settings.of(environment);
            DatabaseConfig config = DatabaseConfig.read(settings);
            settings.check();
            return config;
        }
        return new DatabaseConfig(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME,
                NAME,
                new Secret(password()),
                DatabaseConfig.SCHEMA.defaultValue());
    }

    private String password() {
        Path file = data.resolve("postgres").resolve("password");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandException(
                    "no Metrobed has run in " + data + " (" + file
                            + " cannot be read); name its folder with --data, or set METROBED_DATABASE_URL",
                    e);
        }
    }
}
