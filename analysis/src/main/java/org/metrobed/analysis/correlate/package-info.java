/** Correlation of alerts: the verdict of neighbours, parent alerts, and alerts of silent gateways and things. Pure. */
package org.metrobed.analysis.correlate;
