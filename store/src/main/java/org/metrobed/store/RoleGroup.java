package org.metrobed.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * The two groups of database roles beside the owner of the schema. {@link Migrations} grants each schema to the groups
 * that exist; an administrator may add members. Members own nothing: they can neither create nor alter a table.
 */
public enum RoleGroup {
    /** May read every table and change none. */
    READERS,

    /** May also append rows, and change the few tables whose rows are replaced. */
    WRITERS;

    private static final Setting READER = Setting.of(
            "METROBED_DATABASE_READER",
            "role with which the API reads, and which may change nothing; the API creates it; empty: it reads as"
                    + " METROBED_DATABASE_USER",
            "");
    private static final Setting READER_PASSWORD =
            Setting.secret("METROBED_DATABASE_READER_PASSWORD", "password of the role that only reads");
    private static final Setting WRITER = Setting.of(
            "METROBED_DATABASE_WRITER",
            "role with which the API writes what people do, and which owns no table; the API creates it; let the pipeline"
                    + " and the notifier connect as it. Empty: the API writes as METROBED_DATABASE_USER",
            "");
    private static final Setting WRITER_PASSWORD =
            Setting.secret("METROBED_DATABASE_WRITER_PASSWORD", "password of the role that writes");

    private static final String APPEND = "insert";

    /** Tables to which rows are only appended. */
    private static final List<String> APPENDED = List.of(
            "series",
            "pipeline",
            "observation",
            "observation_conflict",
            "window_revision",
            "alert_event",
            "dead_letter",
            "redrive",
            "annotation_event",
            "product_input",
            "product_cause",
            "alert_action",
            "suppression_event",
            "notification",
            "notification_attempt");

    /** Tables whose rows are replaced or removed while they are written. */
    private static final Map<String, List<String>> REPLACED = Map.of(
            "liveness", List.of(APPEND, "update"),
            "recompute_cell", List.of(APPEND, "update"),
            "correction_due", List.of(APPEND, "delete"),
            "catalog_name", List.of(APPEND, "delete"),
            "api_key", List.of(APPEND, "update"),
            "read_audit", List.of(APPEND, "delete"),
            "sink_progress", List.of(APPEND, "update", "delete"));

    /** The role whose members have the rights: {@code metrobed_readers}, {@code metrobed_writers}. */
    public String role() {
        return "metrobed_" + name().toLowerCase(Locale.ROOT);
    }

    /** Setting of the name of the member with which the API connects. */
    public Setting nameSetting() {
        return this == READERS ? READER : WRITER;
    }

    /** Setting of its password. */
    public Setting passwordSetting() {
        return this == READERS ? READER_PASSWORD : WRITER_PASSWORD;
    }

    /** The settings that {@link #read} reads. */
    public List<Setting> settings() {
        return List.of(nameSetting(), passwordSetting());
    }

    /** Reads both settings; empty if no name is set. Errors are collected in {@code settings} until its check. */
    public Optional<ServiceRole> read(Settings settings) {
        String member = settings.text(nameSetting());
        Secret secret = settings.secret(passwordSetting());
        if (member.isEmpty()) {
            return Optional.empty();
        }
        if (!DatabaseConfig.isSchemaName(member) || isGroup(member)) {
            settings.reject(
                    nameSetting(), "must be 1 to 48 of a-z 0-9 _ starting with a letter, and not the name of a group");
            return Optional.empty();
        }
        if (secret.equals(Secret.NONE)) {
            settings.reject(
                    passwordSetting(), "must be set, because " + nameSetting().name() + " is");
        }
        return Optional.of(new ServiceRole(this, member, secret));
    }

    /** The privileges of members on a table or view, in SQL. */
    List<String> privileges(String table) {
        List<String> written = REPLACED.getOrDefault(table, APPENDED.contains(table) ? List.of(APPEND) : List.of());
        return this == READERS || written.isEmpty()
                ? List.of("select")
                : Stream.concat(Stream.of("select"), written.stream()).toList();
    }

    /** Whether members may run the functions that do with the owner's rights what a table needs to take rows. */
    boolean mayPrepareTables() {
        return this == WRITERS;
    }

    private static boolean isGroup(String name) {
        return name.equals(READERS.role()) || name.equals(WRITERS.role());
    }
}
