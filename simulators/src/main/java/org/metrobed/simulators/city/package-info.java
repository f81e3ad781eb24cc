/**
 * A simulated city: pure functions of seed, datastream and instant, and faults that are applied to them. No clock, no
 * state, no I/O; may use model and catalog.
 */
package org.metrobed.simulators.city;
