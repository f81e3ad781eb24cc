/** Alarms of the system itself, written into the raw log, so that they become alerts and people are notified. */
package org.metrobed.api.alarm;
