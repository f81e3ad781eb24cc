/** Publishing over MQTT 5: what was not acknowledged is sent again. The only package that uses Paho. */
package org.metrobed.simulators.mqtt;
