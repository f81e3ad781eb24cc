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
 * What is remembered of one Sparkplug edge node: the births since its last death, the sequence number, and whether a birth
 * has been asked for. At most {@link #MAX_METRICS} metrics and devices and {@link #MAX_CHARACTERS} characters of their names
 * and units. One thread.
 */
final class SparkplugSession implements SessionDecoder.Session {

    /** Metrics and devices of a node, together. */
    static final int MAX_METRICS = 50_000;
    /** Characters of their names and units, together. */
    static final int MAX_CHARACTERS = 4_000_000;
    /** At most one request of a birth in this received time, milliseconds. */
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
     * The session of saved bytes.
     *
     * @throws IllegalArgumentException when they are none
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

    /** Whether it is, or can become, the session of a node: the first message decides. */
    boolean isOf(SparkplugTopic topic) {
        return node.isEmpty() || node.equals(topic.edgeNode());
    }

    /** It is that node's from now on. */
    void claim(SparkplugTopic topic) {
        node = topic.edgeNode();
    }

    /** A birth of the node: what was known is void, and its sequence numbers begin anew. */
    void begin(Long ofConnection) {
        forgetAll();
        bdSeq = ofConnection;
        refused = false;
    }

    /** Remembers a birth; false, and nothing is remembered, when there is no room. */
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

    /** What is known of the topic's device, or of the node; {@link SparkplugBirth#NONE} when it is not born. */
    SparkplugBirth birth(SparkplugTopic topic) {
        return births.getOrDefault(key(topic), SparkplugBirth.NONE);
    }

    /** Whether the node itself is born. */
    boolean isNodeBorn() {
        return births.containsKey(OF_NODE);
    }

    /** Whether the topic's device, or the node, is born. */
    boolean isBorn(SparkplugTopic topic) {
        return births.containsKey(key(topic));
    }

    /** The devices that are born, in the order of their births. */
    List<String> listDevices() {
        return births.keySet().stream().filter(name -> !name.equals(OF_NODE)).toList();
    }

    /** The topic's device is dead. */
    void die(SparkplugTopic topic) {
        forget(key(topic));
    }

    /** The node is dead, and all its devices. */
    void forgetAll() {
        births.clear();
        metrics = 0;
        characters = 0;
        seq = null;
        rebirthWanted = false;
    }

    /** Whether a death of the node means the connection of its newest birth; so it is when either does not say. */
    boolean isOfConnection(Long ofDeath) {
        return bdSeq == null || ofDeath == null || bdSeq.equals(ofDeath);
    }

    /** Notes the sequence number of a message; after a gap a birth is wanted. The same message again is no gap. */
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

    /** A birth of the node is wanted, unless the last one was too large to be of use. */
    void wantRebirth() {
        rebirthWanted = !refused;
    }

    /** Whether a wanted birth is to be asked for now; then it has been asked for. */
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
