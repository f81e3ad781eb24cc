package org.metrobed.launcher.backup;

/** A backup or a restore cannot be done; the message is a sentence for the person at the terminal. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
