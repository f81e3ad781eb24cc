/** Writes warnings in the Common Alerting Protocol 1.2 of OASIS. */
package org.metrobed.notify.cap;
