/**
 * The outside world: a simulated city and recorded feeds that publish over MQTT. Knows the catalog for names and units, and
 * nothing of decoders: payloads are encoded here once more, so that an error cannot cancel out. Entry points of this
 * package: {@link org.metrobed.simulators.Simulation} and {@link org.metrobed.simulators.SimulateMain}.
 */
package org.metrobed.simulators;
