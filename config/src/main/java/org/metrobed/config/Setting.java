package org.metrobed.config;

import java.util.Objects;

/**
 * One setting: its environment name, what it means, its default as text (null: must be given), whether it is a secret.
 * Immutable. {@code docs/CONFIG.md} is written from these.
 */
public record Setting(String name, String meaning, String defaultValue, boolean secret) {
    public Setting {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(meaning, "meaning");
    }

    /** A setting with a default. */
    public static Setting of(String name, String meaning, String defaultValue) {
        return new Setting(name, meaning, Objects.requireNonNull(defaultValue), false);
    }

    /** A setting that must be given. */
    public static Setting required(String name, String meaning) {
        return new Setting(name, meaning, null, false);
    }

    /** A secret, empty by default; read from NAME or from the file that NAME_FILE names. */
    public static Setting secret(String name, String meaning) {
        return new Setting(name, meaning, "", true);
    }
}
