/** Publishing over MQTT 5: unacknowledged messages are sent again. The only package that uses Paho. */
package org.metrobed.simulators.mqtt;
