/** The MQTT side: one subscriber a connection, manual acknowledgement. The only place that knows Paho. */
package org.metrobed.ingest.mqtt;
