package org.metrobed.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one ingest at the broker, which holds the readings that the broker has acknowledged and ingest has not yet taken.
 * Warns and counts if the broker has no such session although there was one, and if another client takes the session over.
 * Thread-safe.
 */
final class BrokerSession {

    /** The duration for which a lost session is reported as a problem. */
    static final Duration REPORTED = Duration.ofHours(24);

    /** The duration for which a takeover is reported as a problem. */
    static final Duration TAKEOVER_REPORTED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);

    private final String clientId;
    private final SessionFile file;
    private final InstantSource clock;
    private boolean opened;
    private long lost;
    private long takenOver;
    private Instant lostAt;
    private Instant takenOverAt;

    /**
     * A session that is not open.
     *
     * @param name name of the instance: the client id without its secret part
     */
    BrokerSession(String name, SessionFile file, InstantSource clock) {
        this.clientId = file.clientId(name);
        this.file = file;
        this.clock = clock;
        this.opened = file.wasOpened(clientId);
    }

    /** The client id, which may have a secret part: it is not for logs, topics or heartbeats. */
    String clientId() {
        return clientId;
    }

    /** A connection is open; {@code present}: the broker says that it has the session. */
    synchronized void connected(boolean present) {
        if (opened && !present) {
            lost++;
            lostAt = clock.instant();
            LOG.warn("the broker has lost the session of ingest: readings that it had acknowledged and ingest had not"
                    + " yet"
                    + " taken are lost. Another client may have connected with the client id of ingest, or"
                    + " the broker lost its"
                    + " data or removed the session. See docs/SECURITY.md");
        }
        opened = true;
        try {
            file.noteOpened(clientId);
        } catch (IOException e) {
            LOG.warn(
                    "the session file cannot be written, so the loss of a session while ingest is away is not"
                            + " detected: {}",
                    e.toString());
        }
    }

    /** The broker ended the connection because another client connected with the same client id. */
    synchronized void takenOver() {
        takenOver++;
        takenOverAt = clock.instant();
        LOG.warn(
                "another client has connected with the client id of ingest and taken its session over (MQTT reason 142)."
                        + " Is there a second ingest of the same name? If not, see docs/SECURITY.md");
    }

    /** The number of times that the broker had no session although there was one. */
    synchronized long lost() {
        return lost;
    }

    /** The number of times that another client took the session over. */
    synchronized long takeovers() {
        return takenOver;
    }

    /** The problem in words: a session that was lost in the past 24 hours, or taken over in the past hour. */
    synchronized Optional<String> alarm() {
        if (lostAt != null && lostAt.plus(REPORTED).isAfter(clock.instant())) {
            return Optional.of(
                    "the broker lost the session of ingest at " + lostAt + ": acknowledged readings are missing");
        }
        boolean recent =
                takenOverAt != null && takenOverAt.plus(TAKEOVER_REPORTED).isAfter(clock.instant());
        return recent
                ? Optional.of("another client with the client id of ingest took its session over " + takenOver
                        + " times, last at " + takenOverAt + ": is there a second ingest of the same name?")
                : Optional.empty();
    }
}
