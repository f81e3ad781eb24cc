package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of expected output. If a test finds another text, it replaces the file, which a person then checks and commits.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Fails if the file has another text. */
    public static void check(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        String committed = Files.exists(file) ? Files.readString(file) : "";
        if (!committed.equals(text)) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).as(name).isEqualTo(committed);
    }
}
