package org.metrobed.stream.decode;

import org.metrobed.stream.source.RawRecord;

/**
 * A message on its way through decoding. Immutable.
 *
 * @param message the record of the log
 * @param catalogVersion in force when it was written
 * @param usesItsKey whether its Kafka key is the one that its binding says now; another one is that of an earlier binding
 */
record Received(RawRecord message, long catalogVersion, boolean usesItsKey) {}
