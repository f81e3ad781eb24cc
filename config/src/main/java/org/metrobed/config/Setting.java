package org.metrobed.config;

import java.util.Objects;

/**
 * One setting: its environment name, its meaning, its default as text (null: required), and whether it is a secret.
 * Immutable. {@code docs/CONFIG.md} is written from settings.
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

    /** A required setting. */
    public static Setting required(String name, String meaning) {
        return new Setting(name, meaning, null, false);
    }

    /** A secret, empty by default; read from NAME or from the file that NAME_FILE names. */
    public static Setting secret(String name, String meaning) {
        return new Setting(name, meaning, "", true);
    }
}
