/** What the server counts, in Prometheus' text format. */
package org.metrobed.api.metrics;
