/**
 * The gateways of the simulated city: which one a thing reports through, in which format, and what each sends over a span
 * of time. Pure; may use city and payload.
 */
package org.metrobed.simulators.fleet;
