package org.metrobed.ingest.endpoint;

import java.util.concurrent.Executor;

/**
 * What all connections of one endpoint share. Immutable.
 *
 * @param checks runs what takes long: the check of a password
 */
record EndpointParts(EndpointState state, MessageLog log, InFlightBytes inFlight, Executor checks) {}
