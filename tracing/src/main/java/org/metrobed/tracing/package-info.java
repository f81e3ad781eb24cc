/** Traces of messages on their way from MQTT to rows of the database, sent to a collector by the protocol of OpenTelemetry. */
package org.metrobed.tracing;
