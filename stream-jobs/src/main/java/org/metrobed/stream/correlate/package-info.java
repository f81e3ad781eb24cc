/** Turns reports of detectors into alerts: compares neighbours and correlates alerts, in the order of the log. */
package org.metrobed.stream.correlate;
