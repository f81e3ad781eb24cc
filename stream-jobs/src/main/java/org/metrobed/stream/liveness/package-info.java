/** Liveness of gateways and things, from their messages, and of ingest, from its heartbeats. */
package org.metrobed.stream.liveness;
