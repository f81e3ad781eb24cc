/**
 * Metrobed's extensions of HiveMQ: users and ACL, limits per client, figures. Only these classes and
 * {@code EmbeddedMqttBroker} know HiveMQ.
 *
 * <p>Every ten seconds the broker publishes, at QoS 0 and not retained, under Mosquitto's topic names:
 *
 * <ul>
 * <li>{@code $SYS/broker/store/messages/count}: messages that wait for any session, in decimal digits
 * <li>{@code $SYS/broker/publish/messages/dropped}: messages that it has dropped since its start
 * </ul>
 */
package org.metrobed.embedded.broker;
