package org.metrobed.ingest.endpoint;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.model.TopicFilter;

/**
 * All sessions by client id. A session that outlives its connection is kept in a file. A client id that belongs to a user by its
 * text is for that user alone; where there are users, another one belongs to the user who used it first, until its
 * session has ended. Thread-safe.
 */
final class ClientSessions {

    /** The number of sessions; the one that was opened first of those without a connection is removed. */
    static final int MOST = 50_000;

    private final Access access;
    private final InstantSource clock;
    private final SessionJournal journal;
    private final ForwardedBytes forwarded;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ClientSessions(Access access, InstantSource clock, SessionJournal journal, ForwardedBytes forwarded) {
        this.access = access;
        this.clock = clock;
        this.journal = journal;
        this.forwarded = forwarded;
    }

    /** A session with its connection, null if it has none; {@code endsMillis}: when it ends without one. */
    private record Entry(ClientSession session, ClientConnection connection, long expirySeconds, long endsMillis) {}

    /**
     * An opened session.
     *
     * @param present whether it was there before
     * @param replaced the connection that had it
     */
    record Opened(ClientSession session, boolean present, Optional<ClientConnection> replaced) {}

    /**
     * Reads the sessions of a file; without one there are none, and none is kept.
     *
     * @throws EndpointException if the file cannot be read
     */
    static ClientSessions open(Optional<Path> file, Access access, InstantSource clock, ForwardedBytes forwarded) {
        SessionJournal journal = new SessionJournal(file, forwarded);
        ClientSessions sessions = new ClientSessions(access, clock, journal, forwarded);
        long now = clock.millis();
        for (SessionJournal.Kept kept : journal.read()) {
            sessions.entries.put(
                    kept.session().clientId(),
                    new Entry(kept.session(), null, kept.expirySeconds(), ends(now, kept.expirySeconds())));
        }
        return sessions;
    }

    /** Opens the session of a client for its connection; empty if its client id belongs to another user. */
    synchronized Optional<Opened> open(ConnectRequest request, String user, ClientConnection connection) {
        String clientId = request.clientId();
        Optional<String> holder = access.findOwner(clientId);
        Entry before = entries.get(clientId);
        boolean foreign = holder.isPresent()
                ? !holder.get().equals(user)
                : before != null && !access.isOpen() && isOfAnother(before.session(), user);
        if (foreign) {
            return Optional.empty();
        }
        boolean present =
                before != null && !request.clean() && before.session().user().equals(user);
        ClientSession session = present ? before.session() : new ClientSession(clientId, user, forwarded);
        if (before != null && !present) {
            before.session().end();
        }
        entries.remove(clientId);
        makeRoom();
        entries.put(clientId, new Entry(session, connection, request.expirySeconds(), Long.MAX_VALUE));
        note(entries.get(clientId), before != null);
        return Optional.of(
                new Opened(session, present, Optional.ofNullable(before == null ? null : before.connection())));
    }

    /** A connection has ended; its session ends now, later, or never. */
    synchronized void left(ClientSession session, ClientConnection connection, long expirySeconds) {
        Entry entry = entries.get(session.clientId());
        if (entry == null || entry.connection() != connection) {
            return; // another connection has the session
        }
        if (expirySeconds == 0) {
            remove(session.clientId());
        } else {
            Entry away = new Entry(session, null, expirySeconds, ends(clock.millis(), expirySeconds));
            entries.put(session.clientId(), away);
            if (expirySeconds != entry.expirySeconds()) {
                note(away, true);
            }
        }
    }

    /** The subscriptions of a session have changed. */
    synchronized void changed(ClientSession session) {
        Entry entry = entries.get(session.clientId());
        if (entry != null && entry.session() == session) {
            note(entry, false);
        }
    }

    /** Whether a session has no connection, or has ended. */
    synchronized boolean isAway(ClientSession session) {
        Entry entry = entries.get(session.clientId());
        return entry == null || entry.session() != session || entry.connection() == null;
    }

    /** Gives a message to all clients that subscribed to its topic; false if none did. */
    boolean publish(Delivery delivery) {
        List<Entry> subscribed;
        synchronized (this) {
            subscribed = entries.values().stream()
                    .filter(entry -> entry.session().isSubscribed())
                    .toList();
        }
        TopicFilter topic = TopicFilter.of(delivery.topic());
        boolean given = false;
        for (Entry entry : subscribed) {
            boolean connected = entry.connection() != null;
            if (entry.session().offer(delivery, topic, connected)) {
                given = true;
                if (connected) {
                    entry.connection().wake();
                }
            }
        }
        return given;
    }

    /** Removes the sessions that have ended. */
    synchronized void expire() {
        long now = clock.millis();
        List.copyOf(entries.values()).stream()
                .filter(entry -> entry.endsMillis() < now)
                .forEach(entry -> remove(entry.session().clientId()));
    }

    /** The log confirms no message any more that was sent until now. */
    synchronized void forgetUnstored() {
        entries.values().forEach(entry -> entry.session().forgetUnstored());
    }

    synchronized int size() {
        return entries.size();
    }

    private void makeRoom() {
        if (entries.size() >= MOST) {
            entries.values().stream()
                    .filter(entry -> entry.connection() == null)
                    .findFirst()
                    .ifPresent(entry -> remove(entry.session().clientId()));
        }
    }

    private void remove(String clientId) {
        Entry gone = entries.remove(clientId);
        if (gone != null) {
            gone.session().end();
            if (gone.expirySeconds() > 0) {
                journal.remove(clientId);
            }
        }
    }

    /** A session from the time before there were users belongs to nobody. */
    private static boolean isOfAnother(ClientSession session, String user) {
        return !session.user().isEmpty() && !session.user().equals(user);
    }

    private void note(Entry entry, boolean wasThere) {
        if (entry.expirySeconds() > 0) {
            journal.put(entry.session(), entry.expirySeconds());
        } else if (wasThere) {
            journal.remove(entry.session().clientId());
        }
    }

    private static long ends(long nowMillis, long expirySeconds) {
        return expirySeconds == ConnectRequest.FOR_EVER ? Long.MAX_VALUE : nowMillis + expirySeconds * 1_000;
    }
}
