package org.metrobed.embedded;

import java.util.Objects;
import java.util.Optional;
import org.metrobed.embedded.access.Access;
import org.metrobed.embedded.limit.ClientLimits;

/**
 * What an embedded MQTT broker is told. Immutable.
 *
 * @param port of the listener without TLS, which is on 127.0.0.1 alone; 0 for a free one
 * @param maxQueuedMessages how many messages wait for one session that is away; what comes after is dropped
 * @param maxPacketBytes a larger packet ends its connection
 * @param limits what one client may send
 * @param access who may do what; empty: everyone everything, under any client id
 * @param tls a listener with TLS; empty for none
 */
public record BrokerOptions(
        int port,
        long maxQueuedMessages,
        int maxPacketBytes,
        ClientLimits limits,
        Optional<Access> access,
        Optional<TlsListener> tls) {

    /** The largest packet where nothing else is said, in bytes. */
    public static final int MAX_PACKET_BYTES = 20_000_000;

    /** How many messages wait for one client that is away: 400 seconds of 5,000 a second, 5 hours and a half of 100. */
    public static final long MAX_QUEUED_MESSAGES = 2_000_000;

    public BrokerOptions {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(tls, "tls");
    }

    /** Open to everyone on this machine, without limits. */
    public static BrokerOptions of(int port) {
        return new BrokerOptions(
                port, MAX_QUEUED_MESSAGES, MAX_PACKET_BYTES, ClientLimits.NONE, Optional.empty(), Optional.empty());
    }

    /** The same with this longest queue. */
    public BrokerOptions withQueue(long messages) {
        return new BrokerOptions(port, messages, maxPacketBytes, limits, access, tls);
    }

    /** The same with this largest packet and these limits. */
    public BrokerOptions withLimits(int packetBytes, ClientLimits clients) {
        return new BrokerOptions(port, maxQueuedMessages, packetBytes, clients, access, tls);
    }

    /** The same for these users alone. */
    public BrokerOptions withAccess(Access users) {
        return new BrokerOptions(port, maxQueuedMessages, maxPacketBytes, limits, Optional.of(users), tls);
    }

    /** The same with a listener that speaks TLS beside the other. */
    public BrokerOptions withTls(TlsListener listener) {
        return new BrokerOptions(port, maxQueuedMessages, maxPacketBytes, limits, access, Optional.of(listener));
    }

    /** The same on this port, with this listener instead of the one with TLS. */
    BrokerOptions at(int chosenPort, Optional<TlsListener> listener) {
        return new BrokerOptions(chosenPort, maxQueuedMessages, maxPacketBytes, limits, access, listener);
    }
}
