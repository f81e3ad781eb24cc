package org.metrobed.ingest.endpoint;

import org.metrobed.ingest.mqtt.Incoming;

/**
 * The last will of a client: published if its connection ends without its farewell. Immutable.
 *
 * @param message at QoS 0 or 1
 * @param delaySeconds how long the client may be away before
 * @param expirySeconds how long it is kept for subscribers, -1 for ever
 */
record Will(Incoming message, boolean retain, long delaySeconds, long expirySeconds) {}
