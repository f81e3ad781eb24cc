/** Alerts in the database: how their events are appended, and how they fold into alerts when read. */
package org.metrobed.store.alert;
