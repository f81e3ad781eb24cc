package org.metrobed.embedded;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.access.listen.TlsListener;

/**
 * The options of an embedded MQTT broker. Immutable.
 *
 * @param port port of the listener without TLS, on 127.0.0.1 only; 0 for a free port
 * @param maxQueuedMessages the largest number of queued messages for one disconnected session; later messages are
 *     dropped
 * @param maxPacketBytes the largest packet in bytes; a larger packet ends its connection
 * @param limits sending limits of one client
 * @param access the users and their rights; empty: every client may do everything, with any client id
 * @param tls a listener with TLS; empty for none
 */
public record BrokerOptions(
        int port,
        long maxQueuedMessages,
        int maxPacketBytes,
        ClientLimits limits,
        Optional<Access> access,
        Optional<TlsListener> tls) {

    /** The default size of the largest packet, in bytes. */
    public static final int MAX_PACKET_BYTES = 20_000_000;

    /**
     * The default number of queued messages for one disconnected client: 400 seconds at 5,000 a second, 5.5 hours at
     * 100.
     */
    public static final long MAX_QUEUED_MESSAGES = 2_000_000;

    public BrokerOptions {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(tls, "tls");
    }

    /** Without users and limits, on this machine only. */
    public static BrokerOptions of(int port) {
        return new BrokerOptions(
                port, MAX_QUEUED_MESSAGES, MAX_PACKET_BYTES, ClientLimits.NONE, Optional.empty(), Optional.empty());
    }

    /** The same with this maximum queue length. */
    public BrokerOptions withQueue(long messages) {
        return new BrokerOptions(port, messages, maxPacketBytes, limits, access, tls);
    }

    /** The same with this maximum packet size and these limits. */
    public BrokerOptions withLimits(int packetBytes, ClientLimits clients) {
        return new BrokerOptions(port, maxQueuedMessages, packetBytes, clients, access, tls);
    }

    /** The same for these users only. */
    public BrokerOptions withAccess(Access users) {
        return new BrokerOptions(port, maxQueuedMessages, maxPacketBytes, limits, Optional.of(users), tls);
    }

    /** The same with an additional TLS listener. */
    public BrokerOptions withTls(TlsListener listener) {
        return new BrokerOptions(port, maxQueuedMessages, maxPacketBytes, limits, access, Optional.of(listener));
    }

    /** The same on this port, with this TLS listener instead of the other. */
    BrokerOptions at(int chosenPort, Optional<TlsListener> listener) {
        return new BrokerOptions(chosenPort, maxQueuedMessages, maxPacketBytes, limits, access, listener);
    }
}
