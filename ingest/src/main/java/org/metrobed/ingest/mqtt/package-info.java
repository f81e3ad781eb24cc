/** The MQTT side: one subscriber per connection, manual acknowledgement. The only package that knows Paho. */
package org.metrobed.ingest.mqtt;
