package org.metrobed.store.retention;

import java.time.Instant;

/**
 * A chunk or a partition. Immutable.
 *
 * @param name quoted, with its schema
 * @param start the first time that it may hold
 * @param end its end, exclusive
 * @param compressed whether its rows are in compressed segments
 */
record Piece(String name, Instant start, Instant end, boolean compressed) {}
