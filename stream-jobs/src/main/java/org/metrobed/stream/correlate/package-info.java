/** From reports of detectors to alerts: what neighbours say, what belongs together. Meets in the order of the log. */
package org.metrobed.stream.correlate;
