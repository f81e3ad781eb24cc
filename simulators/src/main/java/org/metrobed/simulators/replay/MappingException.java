package org.metrobed.simulators.replay;

import java.util.List;

/** All errors of a mapping; each line is {@code file:line:column: field and rule}, sorted by place. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    /** Creates an exception with at least one error. */
    public MappingException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
        this.errors = List.copyOf(errors);
    }

    /** One line for each error. */
    public List<String> errors() {
        return errors;
    }
}
