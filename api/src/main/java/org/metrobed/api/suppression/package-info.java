/** Silences and maintenance windows: when, and about which alerts, nobody is notified. */
package org.metrobed.api.suppression;
