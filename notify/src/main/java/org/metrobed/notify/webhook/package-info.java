/** Telling another system by a signed webhook in Alertmanager's form. */
package org.metrobed.notify.webhook;
