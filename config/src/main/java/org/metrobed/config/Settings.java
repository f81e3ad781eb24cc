package org.metrobed.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A typed reader of a map of texts. Collects all errors; {@link #check} throws them at once. A config record reads its
 * settings and then calls {@code check}. Not thread-safe: one reader, one thread.
 */
public final class Settings {

    /** The beginning of all our names. */
    public static final String PREFIX = "METROBED_";

    private final Map<String, String> values;
    private final List<String> errors = new ArrayList<>();
    private final TreeSet<String> known = new TreeSet<>();

    private Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A reader of these values, such as the environment. */
    public static Settings of(Map<String, String> values) {
        return new Settings(values);
    }

    /** The unchanged text. */
    public String text(Setting setting) {
        return read(setting, "", Function.identity(), "text");
    }

    /** A whole number within [min,max]. */
    public int integer(Setting setting, int min, int max) {
        int value = read(setting, min, Integer::parseInt, "a whole number");
        if (value < min || value > max) {
            errors.add(setting.name() + " is " + value + ", must lie in [" + min + "," + max + "]");
        }
        return value;
    }

    /** An address with one of these schemes, without a user or password; empty if it is invalid. */
    public String address(Setting setting, String... schemes) {
        String text = text(setting);
        try {
            return Address.parse(text, List.of(schemes));
        } catch (IllegalArgumentException e) {
            reject(setting, e.getMessage());
            return "";
        }
    }

    /** {@code true} or {@code false}. */
    public boolean bool(Setting setting) {
        return read(
                setting,
                false,
                text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text.equals("true");
                },
                "true or false");
    }

    /** An ISO 8601 duration such as PT10S. */
    public Duration duration(Setting setting) {
        return read(setting, Duration.ZERO, Duration::parse, "an ISO 8601 duration such as PT10S");
    }

    /** A secret from NAME or from the file that NAME_FILE names. */
    public Secret secret(Setting setting) {
        known.add(setting.name() + "_FILE");
        String file = values.get(setting.name() + "_FILE");
        if (file != null) {
            known.add(setting.name());
            try {
                return new Secret(Files.readString(Path.of(file)).strip());
            } catch (IOException e) {
                errors.add(setting.name() + "_FILE: cannot read " + file + ": " + reason(e));
                return Secret.NONE;
            }
        }
        return new Secret(read(setting, "", Function.identity(), "text"));
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return failure instanceof AccessDeniedException
                ? "this user may not read it; in a container, it has the owner and the mode that it has on the host"
                : failure.getMessage();
    }

    /** Adds an error that the caller found, with setting and rule. */
    public void reject(Setting setting, String rule) {
        errors.add(setting.name() + " " + rule);
    }

    /**
     * Throws the collected errors.
     *
     * @throws ConfigException with all errors, if there are any
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
    }

    /** Names with our prefix that no setting has read, for a warning. */
    public List<String> listUnknown() {
        return values.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .toList();
    }

    private <T> T read(Setting setting, T onError, Function<String, T> parse, String expected) {
        known.add(setting.name());
        String text = values.getOrDefault(setting.name(), setting.defaultValue());
        if (text == null) {
            errors.add(setting.name() + " is not set: " + setting.meaning());
            return onError;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            errors.add(setting.name() + " is '" + (setting.secret() ? "***" : text) + "', must be " + expected);
            return onError;
        }
    }
}
