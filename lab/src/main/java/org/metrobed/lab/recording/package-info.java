/**
 * Faults in real recordings: reads recordings, injects labelled faults, runs cleaning and anomaly detection of the product
 * and two plain baselines on them, and scores the alerts.
 */
package org.metrobed.lab.recording;
