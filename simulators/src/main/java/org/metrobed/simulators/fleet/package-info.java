/**
 * The gateways of the simulated city: the gateway and format of each thing, and the messages over a span of time. Pure;
 * may use city and payload.
 */
package org.metrobed.simulators.fleet;
