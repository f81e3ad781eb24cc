package org.metrobed.ingest.unbound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.metrobed.topics.UnboundTopic;
import org.metrobed.topics.UnboundTopicBuilder;

/** What was heard on the topics of one pattern: counts, and the newest messages within bounds. Not thread-safe. */
final class HeardTopics {

    /** Most messages that a pattern keeps. */
    static final int MOST_HELD = 100;

    /** Most bytes that the messages of a pattern take. */
    /** With less room for a pattern, not even its last message may stay. */
    private static final int LITTLE_BYTES = 16 << 10;

    static final int MOST_HELD_BYTES = 262_144;

    private Deque<HeldMessage> held = new ArrayDeque<>();
    private int heldBytes;
    private long messages;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private long bytes;
    private int largestBytes;
    private boolean changed;
    private long reported;

    void add(HeldMessage message) {
        messages++;
        firstMillis = Math.min(firstMillis, message.receivedMillis());
        lastMillis = Math.max(lastMillis, message.receivedMillis());
        bytes += message.length();
        largestBytes = Math.max(largestBytes, message.length());
        held.addLast(message);
        heldBytes += message.size();
        trim(MOST_HELD, MOST_HELD_BYTES);
        changed = true;
    }

    /** Takes over what another pattern has heard. */
    void absorb(HeardTopics other) {
        messages += other.messages;
        firstMillis = Math.min(firstMillis, other.firstMillis);
        lastMillis = Math.max(lastMillis, other.lastMillis);
        bytes += other.bytes;
        largestBytes = Math.max(largestBytes, other.largestBytes);
        List<HeldMessage> both = new ArrayList<>(
                Stream.concat(held.stream(), other.held.stream()).toList());
        both.sort(Comparator.comparingLong(HeldMessage::receivedMicros));
        held = new ArrayDeque<>(both);
        heldBytes += other.heldBytes;
        trim(MOST_HELD, MOST_HELD_BYTES);
        changed = true;
    }

    /** Keeps the newest of its messages; at least one if there is any, unless that is larger than what little room there is. */
    void trim(int mostMessages, int mostBytes) {
        int least = mostBytes < LITTLE_BYTES ? 0 : 1;
        while (held.size() > least && (held.size() > mostMessages || heldBytes > mostBytes)) {
            heldBytes -= held.removeFirst().size();
        }
    }

    void remove(HeldMessage message) {
        if (held.remove(message)) {
            heldBytes -= message.size();
            changed = true;
        }
    }

    List<HeldMessage> held() {
        return List.copyOf(held);
    }

    int heldBytes() {
        return heldBytes;
    }

    long messages() {
        return messages;
    }

    long lastMillis() {
        return lastMillis;
    }

    /** Whether it has changed since its last report. */
    boolean hasChanged() {
        return changed;
    }

    /** The number of its last report; 0 if there was none. */
    long reported() {
        return reported;
    }

    /** Its report of this number. */
    UnboundTopic report(String instance, String pattern, long number) {
        changed = false;
        reported = number;
        List<HeldMessage> all = List.copyOf(held);
        return UnboundTopicBuilder.builder()
                .instance(instance)
                .pattern(pattern)
                .messages(messages)
                .firstMillis(firstMillis)
                .lastMillis(lastMillis)
                .bytes(bytes)
                .largestBytes(largestBytes)
                .held((int) all.stream().filter(HeldMessage::goesThrough).count())
                .samples(all.subList(Math.max(0, all.size() - UnboundTopic.MOST_SAMPLES), all.size()).stream()
                        .map(HeldMessage::sample)
                        .toList())
                .build();
    }
}
