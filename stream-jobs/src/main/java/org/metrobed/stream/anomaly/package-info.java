/** Detection: turns ordered, cleaned steps into detector reports, from which alerts are made. */
package org.metrobed.stream.anomaly;
