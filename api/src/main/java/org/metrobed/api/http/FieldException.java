package org.metrobed.api.http;

import java.util.function.Supplier;

/** A field of a request body breaks a rule. */
public final class FieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * A broken rule.
     *
     * @param field its name
     * @param rule the rule, as the end of a sentence about the field
     */
    public FieldException(String field, String rule) {
        super(rule);
        this.field = field;
    }

    private FieldException(String field, IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
        this.field = field;
    }

    /** The name of the field. */
    public String field() {
        return field;
    }

    /** Runs a function that reads a field; the rule of its exception becomes a rule of this field. */
    public static <T> T read(String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new FieldException(field, e);
        }
    }

    /**
     * Checks a text and trims it.
     *
     * @throws FieldException if there is none, or it is too long
     */
    public static String text(String field, String text, int longest) {
        if (text == null || text.isBlank()) {
            throw new FieldException(field, "must not be empty");
        }
        if (text.length() > longest) {
            throw new FieldException(field, "must be at most " + longest + " characters long");
        }
        if (text.indexOf('\0') >= 0) {
            throw new FieldException(field, "must not hold the character 0");
        }
        return text.strip();
    }

    /**
     * Runs a function that reads a body.
     *
     * @throws ProblemException that names the field whose rule is broken
     */
    public static <T> T inBody(Supplier<T> read) {
        try {
            return read.get();
        } catch (FieldException e) {
            throw new ProblemException(Problem.body("has a field '" + e.field() + "' that " + e.getMessage()));
        }
    }
}
