package org.metrobed.launcher.files;

import java.nio.file.Path;

/** A row cannot be read; the message names the file, the line and the problem. */
public final class RowException extends RuntimeException {

    RowException(Path file, long line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
