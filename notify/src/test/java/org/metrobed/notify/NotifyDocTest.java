package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Setting;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;

/**
 * Writes the list of receivers at the end of docs/NOTIFY.md. Fails if the committed list differs, and leaves the new
 * one in the file.
 */
class NotifyDocTest {

    private static final Path FILE = Path.of("..", "docs", "NOTIFY.md");
    private static final String MARK = "<!-- Written by a test from the code from here on; do not edit. -->\n";

    @Test
    void documentListsTheReceiversThatThereAre() throws IOException {
        String committed = Files.readString(FILE);
        assertThat(committed).contains(MARK);
        String expected = committed.substring(0, committed.indexOf(MARK)) + MARK + list();
        if (!committed.equals(expected)) {
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/NOTIFY.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    private static String list() {
        StringBuilder text = new StringBuilder("\n## Receivers\n");
        for (ReceiverKind kind : Receivers.list()) {
            ReceiverInfo info = kind.info();
            text.append("\n### ").append(info.name()).append("\n\n");
            text.append(info.summary())
                    .append("\n\n")
                    .append(info.explanation())
                    .append("\n\n");
            text.append("| Setting | Meaning | Default |\n| --- | --- | --- |\n");
            for (Setting setting : info.settings()) {
                text.append("| `").append(setting.name()).append("` | ").append(setting.meaning());
                text.append(" | ").append(shownDefault(setting)).append(" |\n");
            }
        }
        return text.toString();
    }

    private static String shownDefault(Setting setting) {
        if (setting.secret()) {
            return "none; secret";
        }
        return setting.defaultValue().isEmpty() ? "empty" : "`" + setting.defaultValue() + "`";
    }
}
