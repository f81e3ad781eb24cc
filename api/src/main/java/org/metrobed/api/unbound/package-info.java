/**
 * MQTT topics that no binding fits: what ingest has heard there, and the binding that is proposed for them. May use catalog, decoders and
 * topics.
 */
package org.metrobed.api.unbound;
