package org.metrobed.store;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Address, user and schema of the database. Immutable.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/database}
 * @param user the user that connects; must own the schema to migrate it
 * @param password the user's password
 * @param schema the schema of this deployment or isolated run: 1 to 48 of {@code a-z 0-9 _}, starting with a letter
 */
public record DatabaseConfig(String url, String user, Secret password, String schema) implements Serializable {

    /** Setting of the JDBC address. */
    public static final Setting URL = Setting.of(
            "METROBED_DATABASE_URL", "JDBC address of the database", "jdbc:postgresql://127.0.0.1:5432/metrobed");

    /** Setting of the user. */
    public static final Setting USER = Setting.of("METROBED_DATABASE_USER", "user of the database", "metrobed");

    /** Setting of the password. */
    public static final Setting PASSWORD =
            Setting.secret("METROBED_DATABASE_PASSWORD", "password of the database user");

    /** Setting of the schema. */
    public static final Setting SCHEMA =
            Setting.of("METROBED_DATABASE_SCHEMA", "schema that holds this deployment's tables", "metrobed");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    public DatabaseConfig {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        if (!isSchemaName(schema)) {
            throw new IllegalArgumentException(
                    "schema '" + schema + "' is not 1 to 48 of a-z 0-9 _ starting with a letter");
        }
    }

    /** Reads the four settings; errors are collected in {@code settings} until its check. */
    public static DatabaseConfig read(Settings settings) {
        String schema = settings.text(SCHEMA);
        if (!isSchemaName(schema)) {
            settings.reject(SCHEMA, "must be 1 to 48 of a-z 0-9 _ starting with a letter");
            schema = SCHEMA.defaultValue();
        }
        return new DatabaseConfig(settings.text(URL), settings.text(USER), settings.secret(PASSWORD), schema);
    }

    /** The settings that {@link #read} reads. */
    public static List<Setting> settings() {
        return List.of(URL, USER, PASSWORD, SCHEMA);
    }

    /** The same database with another schema, for an isolated run or a rebuild. */
    public DatabaseConfig withSchema(String other) {
        return new DatabaseConfig(url, user, password, other);
    }

    static boolean isSchemaName(String text) {
        return NAME.matcher(text).matches();
    }
}
