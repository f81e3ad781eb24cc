/**
 * A simulated city: pure functions of seed, datastream and instant, and the faults that are put on top of them. No clock,
 * no state, no I/O; may use model and catalog.
 */
package org.metrobed.simulators.city;
