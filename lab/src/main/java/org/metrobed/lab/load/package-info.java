/** The load: a test-bed made for measuring, its payloads, and the process that publishes them over MQTT. */
package org.metrobed.lab.load;
