package org.metrobed.store.retention;

import java.time.Instant;

/**
 * A chunk or a partition. Immutable.
 *
 * @param name quoted, with its schema
 * @param start the first time that it may hold
 * @param end the first time behind it
 * @param compressed whether its rows lie in compressed segments
 */
record Piece(String name, Instant start, Instant end, boolean compressed) {}
