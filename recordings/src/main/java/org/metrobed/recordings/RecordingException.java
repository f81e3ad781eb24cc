package org.metrobed.recordings;

import java.io.IOException;

/** A file that is no recording, or is damaged; the message is a sentence that names the file. */
public final class RecordingException extends IOException {

    private static final long serialVersionUID = 1L;

    RecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
