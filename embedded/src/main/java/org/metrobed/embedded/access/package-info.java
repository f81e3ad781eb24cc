/**
 * Who may connect to an MQTT broker and what each may publish and read: Mosquitto's password file and ACL file, read and decided
 * as Mosquitto does. Pure but for the reading of files; knows no broker and, of
 * other packages, the topic filters of core alone.
 */
package org.metrobed.embedded.access;
