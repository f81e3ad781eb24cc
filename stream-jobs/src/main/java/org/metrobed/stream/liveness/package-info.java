/** What is alive: gateways and things by the messages that came, and ingest by its heartbeats. */
package org.metrobed.stream.liveness;
