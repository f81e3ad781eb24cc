/**
 * Data sources: a simulated city and recorded feeds that publish over MQTT. Uses names and units of the catalog, but no
 * decoder: payloads are encoded by separate code, so that an encoding error cannot cancel out a decoding error. Entry
 * points of this package: {@link org.metrobed.simulators.Simulation} and {@link org.metrobed.simulators.SimulateMain}.
 */
package org.metrobed.simulators;
