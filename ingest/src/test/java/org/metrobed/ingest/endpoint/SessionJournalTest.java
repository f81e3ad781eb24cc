package org.metrobed.ingest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionJournalTest {

    @TempDir
    Path folder;

    private final ForwardedBytes forwarded = new ForwardedBytes(new EndpointCounters());

    @Test
    void lineThatIsNoSessionIsLeftOut() throws IOException {
        Path file = folder.resolve("sessions");
        SessionJournal journal = open(file);
        journal.put(session("first"), 10);
        Files.write(file, new byte[] {'+', ' ', 'a', (byte) 0xFF, ' ', '\n'}, StandardOpenOption.APPEND);
        journal.put(session("second"), 20);
        assertThat(list(file)).containsExactly("first", "second");
    }

    @Test
    void fileIsWrittenAnewAfterAFailure() throws IOException {
        Path file = folder.resolve("sessions");
        SessionJournal journal = open(file);
        journal.put(session("first"), 10);
        Files.delete(file);
        Files.createDirectory(file); // writing fails
        journal.put(session("second"), 20);
        Files.delete(file);
        Files.writeString(file, "+ ha"); // half a line
        journal.put(session("third"), 30);
        assertThat(list(file)).containsExactlyInAnyOrder("first", "second", "third");
    }

    private SessionJournal open(Path file) {
        SessionJournal journal = new SessionJournal(Optional.of(file), forwarded);
        journal.read();
        return journal;
    }

    private List<String> list(Path file) {
        return new SessionJournal(Optional.of(file), forwarded)
                .read().stream().map(kept -> kept.session().clientId()).toList();
    }

    private ClientSession session(String clientId) {
        return new ClientSession(clientId, "", forwarded);
    }
}
