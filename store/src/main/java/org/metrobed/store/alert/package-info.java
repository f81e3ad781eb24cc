/** Alerts in the database: how events are appended, and how they are folded into alerts when read. */
package org.metrobed.store.alert;
