package org.metrobed.store.copy;

/** A schema that cannot be copied, in one sentence for people. */
public final class CopyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is wrong, and what to do. */
    public CopyException(String sentence) {
        super(sentence);
    }
}
