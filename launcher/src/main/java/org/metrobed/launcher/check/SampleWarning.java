package org.metrobed.launcher.check;

import java.nio.file.Path;

/**
 * What a sample shows that its sender may not mean, although it would be stored. Immutable.
 *
 * @param file the file of the sample
 * @param message what it has, and what becomes of it
 */
public record SampleWarning(Path file, String message) {

    /** One line for people. */
    public String asWarning() {
        return "warning: sample " + file.getFileName() + " " + message;
    }
}
