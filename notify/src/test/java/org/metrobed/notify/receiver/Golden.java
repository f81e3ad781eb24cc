package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that say what is sent; a test that finds another text leaves it in the file's place, to be looked at and committed. */
public final class Golden {

    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Fails when the file does not hold this text. */
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
