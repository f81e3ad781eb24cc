/**
 * Real services inside this process or beside it: an MQTT broker, a Kafka broker, PostgreSQL. Each binds to 127.0.0.1,
 * keeps all its state under one folder and survives restart and kill -9. Knows nothing of the other modules.
 */
package org.metrobed.embedded;
