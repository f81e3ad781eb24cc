/**
 * Users of an MQTT server and their rights: who may connect, with which client id, and who may publish and read which topics.
 * Reads Mosquitto's password file and ACL file and decides like Mosquitto. Pure except for reading files; knows no server.
 */
package org.metrobed.access;
