package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topics;

class CommandSenderTest {

    private static final Topics TOPICS = new Topics("test.");

    private final CommandCounters counters = new CommandCounters();
    private final List<String> sent = new ArrayList<>();

    @Test
    void commandIsSentUpToItsLastMillisecondAndNotAfterIt() throws Exception {
        sender(at(99, 100, 101), true).accept(record(command("a")));
        CommandSender sender = sender(at(100, 101), true);
        sender.accept(record(command("b")));
        sender.accept(record(command("c")));

        assertThat(sent).containsExactly("a", "b");
        assertThat(counters.read()).isEqualTo(new IngestMetrics.Commands(2, 1, 0, 0, 0));
    }

    @Test
    void commandThatWaitsForTheBrokerExpiresMeanwhile() throws Exception {
        sender(at(98, 99, 101), false).accept(record(command("a")));

        assertThat(sent).isEmpty();
        assertThat(counters.read()).isEqualTo(new IngestMetrics.Commands(0, 1, 0, 0, 0));
    }

    @Test
    void whatIsNoCommandIsLeftOut() throws Exception {
        CommandSender sender = sender(at(1, 1), true);
        sender.accept(record(new byte[] {1, 2, 3}));
        sender.accept(record(null));
        sender.accept(record(command("a")));

        assertThat(sent).containsExactly("a");
        assertThat(counters.read()).isEqualTo(new IngestMetrics.Commands(1, 0, 0, 0, 2));
    }

    @Test
    void commandThatWouldHoldBackTheOthersForMoreThanADayIsLeftOut() throws Exception {
        long latest = -1 + CommandSender.MAX_VALID.toMillis(); // the record's own time is unknown, -1
        sender(at(1), false).accept(record(command("never taken", latest + 1)));
        sender(at(1), true).accept(record(command("a", latest)));

        assertThat(sent).containsExactly("a");
        assertThat(counters.read()).isEqualTo(new IngestMetrics.Commands(1, 0, 0, 0, 1));
    }

    private CommandSender sender(InstantSource clock, boolean there) {
        CommandSender.Outlet outlet = (command, seconds) -> {
            if (there) {
                sent.add(command.id());
            }
            return there ? CommandSender.Outlet.Outcome.SENT : CommandSender.Outlet.Outcome.AWAY;
        };
        return new CommandSender(TOPICS, clock, outlet, counters);
    }

    private static InstantSource at(long... millis) {
        Iterator<Instant> times =
                java.util.Arrays.stream(millis).mapToObj(Instant::ofEpochMilli).iterator();
        return times::next;
    }

    private static byte[] command(String id) {
        return command(id, 100);
    }

    private static byte[] command(String id, long expiresMillis) {
        return TOPICS.commands().codec().encode(new Outgoing(id, "a/b", ByteString.EMPTY, 1, expiresMillis));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("test.commands", 0, 0, new byte[0], value);
    }
}
