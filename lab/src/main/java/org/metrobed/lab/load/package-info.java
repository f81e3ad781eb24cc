/** The load: a test-bed for benchmarks, its payloads, and the process that publishes them over MQTT. */
package org.metrobed.lab.load;
