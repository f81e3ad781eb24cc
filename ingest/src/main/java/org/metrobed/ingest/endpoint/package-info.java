/**
 * An MQTT server that acknowledges a message when the log has stored it, and has no queue of its own. It serves MQTT 3.1.1
 * and 5, keeps sessions of clients and retained messages, and forwards commands and retained messages, but no readings.
 * Knows Netty, and of ingest only {@link org.metrobed.ingest.endpoint.MessageLog}.
 */
package org.metrobed.ingest.endpoint;
