/**
 * Access control of an MQTT broker: which users may connect, publish and read. Reads Mosquitto's password file and ACL
 * file and decides like Mosquitto. Pure except for reading files; knows no broker; of other modules only
 * the topic filters of {@code model}.
 */
package org.metrobed.embedded.access;
