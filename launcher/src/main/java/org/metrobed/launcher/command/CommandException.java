package org.metrobed.launcher.command;

/** A command failed; the message is one sentence for the person at the terminal. */
public final class CommandException extends RuntimeException {

    /** With a sentence that describes the failure. */
    public CommandException(String message) {
        super(message);
    }

    /** With a sentence that describes the failure, and its cause. */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
