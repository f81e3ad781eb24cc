/** Notifies another system by a signed webhook in Alertmanager's format. */
package org.metrobed.notify.webhook;
