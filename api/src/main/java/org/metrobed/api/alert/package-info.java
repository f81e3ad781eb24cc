/** Alerts: episodes, folded from the events that the detectors wrote. */
package org.metrobed.api.alert;
