/**
 * Messages on MQTT topics that no binding fits: they are counted, and some are kept in memory until a binding fits them. May use
 * {@code mqtt}, topics and model; knows no Kafka client.
 */
package org.metrobed.ingest.unbound;
