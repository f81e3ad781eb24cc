package org.metrobed.decoders.sparkplug;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.decoders.proto.SparkplugState;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.SessionDecoder;

/**
 * The session of one Sparkplug edge node: the births since its last death, the sequence number, and whether a birth was
 * requested. At most {@link #MAX_METRICS} metrics and devices and {@link #MAX_CHARACTERS} characters of their names and
 * units. One thread.
 */
final class SparkplugSession implements SessionDecoder.Session {

    /** Largest number of metrics and devices of a node, together. */
    static final int MAX_METRICS = 50_000;
    /** Largest number of characters of their names and units, together. */
    static final int MAX_CHARACTERS = 4_000_000;
    /** At most one birth is requested in this much received time, milliseconds. */
    static final long REQUEST_EVERY_MILLIS = 10_000;

    private static final String OF_NODE = "";

    private final Map<String, SparkplugBirth> births = new LinkedHashMap<>();
    private int metrics;
    private int characters;
    private String node = "";
    private Long bdSeq;
    private Integer seq;
    private long seqMessage;
    private boolean rebirthWanted;
    private Long requestedMillis;
    private boolean refused;

    SparkplugSession() {}

    /**
     * Restores a saved session.
     *
     * @throws IllegalArgumentException if the bytes are not a session
     */
    static SparkplugSession restore(byte[] saved) {
        try {
            SparkplugState state = SparkplugState.parseFrom(saved);
            SparkplugSession session = new SparkplugSession();
            session.node = state.getNode();
            session.bdSeq = state.hasBdSeq() ? state.getBdSeq() : null;
            session.seq = state.hasSeq() ? state.getSeq() : null;
            session.seqMessage = state.getSeqMessage();
            session.rebirthWanted = state.getRebirthWanted();
            session.requestedMillis = state.hasRequestedMillis() ? state.getRequestedMillis() : null;
            session.refused = state.getRefused();
            state.getBirthsList().forEach(one -> session.put(one.getDevice(), SparkplugBirth.of(one.getMetricsList())));
            return session;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a saved Sparkplug session: " + e.getMessage(), e);
        }
    }

    @Override
    public byte[] save() {
        SparkplugState.Builder state = SparkplugState.newBuilder()
                .setNode(node)
                .setSeqMessage(seqMessage)
                .setRebirthWanted(rebirthWanted)
                .setRefused(refused);
        if (bdSeq != null) {
            state.setBdSeq(bdSeq);
        }
        if (seq != null) {
            state.setSeq(seq);
        }
        if (requestedMillis != null) {
            state.setRequestedMillis(requestedMillis);
        }
        births.forEach(
                (device, birth) -> state.addBirthsBuilder().setDevice(device).addAllMetrics(birth.save()));
        return state.build().toByteArray();
    }

    /** Whether the session belongs, or can belong, to the topic's node: the first message decides. */
    boolean isOf(SparkplugTopic topic) {
        return node.isEmpty() || node.equals(topic.edgeNode());
    }

    /** Assigns the session to the topic's node. */
    void claim(SparkplugTopic topic) {
        node = topic.edgeNode();
    }

    /** A birth of the node: earlier births are invalid, and sequence numbers start again. */
    void begin(Long ofConnection) {
        forgetAll();
        bdSeq = ofConnection;
        refused = false;
    }

    /**
     * Stores a birth.
     *
     * @return false if there is no room; nothing is stored then
     */
    boolean bear(SparkplugTopic topic, SparkplugBirth birth) {
        String device = key(topic);
        forget(device);
        boolean fits = metrics + birth.size() + 1L <= MAX_METRICS
                && (long) characters + birth.characters() + device.length() <= MAX_CHARACTERS;
        if (fits) {
            put(device, birth);
        }
        refused |= !fits;
        return fits;
    }

    /** The birth of the topic's device, or of the node; {@link SparkplugBirth#NONE} if there is none. */
    SparkplugBirth birth(SparkplugTopic topic) {
        return births.getOrDefault(key(topic), SparkplugBirth.NONE);
    }

    /** Whether there is a birth of the node itself. */
    boolean isNodeBorn() {
        return births.containsKey(OF_NODE);
    }

    /** Whether there is a birth of the topic's device, or of the node. */
    boolean isBorn(SparkplugTopic topic) {
        return births.containsKey(key(topic));
    }

    /** The devices with a birth, in the order of their births. */
    List<String> listDevices() {
        return births.keySet().stream().filter(name -> !name.equals(OF_NODE)).toList();
    }

    /** A death of the topic's device. */
    void die(SparkplugTopic topic) {
        forget(key(topic));
    }

    /** A death of the node, which includes all its devices. */
    void forgetAll() {
        births.clear();
        metrics = 0;
        characters = 0;
        seq = null;
        rebirthWanted = false;
    }

    /**
     * Whether a death of the node belongs to the connection of its newest birth; true if either states no connection.
     */
    boolean isOfConnection(Long ofDeath) {
        return bdSeq == null || ofDeath == null || bdSeq.equals(ofDeath);
    }

    /**
     * Stores the sequence number of a message. After a gap, a birth is needed; a duplicate of a message is not a gap.
     */
    void follow(Payload payload, Message message) {
        if (!payload.hasSeq() || payload.getSeq() >>> 8 != 0) {
            seq = null;
            return;
        }
        int now = (int) payload.getSeq();
        long print = SparkplugPayloads.fingerprint(message);
        boolean again = seq != null && seq == now && print == seqMessage;
        if (seq != null && !again && now != ((seq + 1) & 0xff)) {
            wantRebirth();
        }
        seq = now;
        seqMessage = print;
    }

    /** Marks that a birth of the node is needed, unless the last one was too large to be of use. */
    void wantRebirth() {
        rebirthWanted = !refused;
    }

    /** Whether a needed birth must be requested now. If so, it counts as requested. */
    boolean askNow(long receivedMillis) {
        boolean due = rebirthWanted
                && (requestedMillis == null || Math.abs(receivedMillis - requestedMillis) >= REQUEST_EVERY_MILLIS);
        requestedMillis = due ? Long.valueOf(receivedMillis) : requestedMillis;
        return due;
    }

    private void put(String device, SparkplugBirth birth) {
        births.put(device, birth);
        metrics += birth.size() + 1;
        characters += birth.characters() + device.length();
    }

    private void forget(String device) {
        SparkplugBirth before = births.remove(device);
        if (before != null) {
            metrics -= before.size() + 1;
            characters -= before.characters() + device.length();
        }
    }

    private static String key(SparkplugTopic topic) {
        return topic.device() == null ? OF_NODE : topic.device();
    }
}
