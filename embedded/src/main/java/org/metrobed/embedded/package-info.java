/**
 * Real services inside this process or as its child processes: an MQTT broker, a Kafka broker, PostgreSQL. Each binds
 * to 127.0.0.1, keeps all its state in one folder and survives restart and kill -9. Knows nothing of the other modules.
 */
package org.metrobed.embedded;
