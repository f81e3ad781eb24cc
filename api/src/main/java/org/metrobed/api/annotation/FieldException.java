package org.metrobed.api.annotation;

import java.util.function.Supplier;

/** A field of an order breaks a rule. */
public final class FieldException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field its name
     * @param rule the rule, as the end of a sentence about the field
     */
    FieldException(String field, String rule) {
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

    /** What a function reads of a field; the rule that it says is broken is one of this field. */
    static <T> T read(String field, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new FieldException(field, e);
        }
    }
}
