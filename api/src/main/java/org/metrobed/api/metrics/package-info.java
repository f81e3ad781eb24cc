/** Counters of the server in Prometheus' text format. */
package org.metrobed.api.metrics;
