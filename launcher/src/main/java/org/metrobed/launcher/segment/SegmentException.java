package org.metrobed.launcher.segment;

/** A segment is not as it was written; the message is a sentence that names the file. */
public final class SegmentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SegmentException(String message) {
        super(message);
    }

    public SegmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
