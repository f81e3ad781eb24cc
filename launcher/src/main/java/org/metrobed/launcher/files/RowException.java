package org.metrobed.launcher.files;

import java.nio.file.Path;

/** A row that cannot be read; the message names file, line and what is wrong. */
public final class RowException extends RuntimeException {

    RowException(Path file, long line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
