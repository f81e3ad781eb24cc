/** Detection: cleaned steps in order to the conditions of alerts. */
package org.metrobed.stream.anomaly;
