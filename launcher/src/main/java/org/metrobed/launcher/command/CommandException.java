package org.metrobed.launcher.command;

/** A command that cannot be done; the message is one sentence for the person at the terminal. */
public final class CommandException extends RuntimeException {

    /** With a sentence that says what is wrong. */
    public CommandException(String message) {
        super(message);
    }

    /** With a sentence that says what is wrong, and its cause. */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
