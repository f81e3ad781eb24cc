/** Sends to a Prometheus Alertmanager. */
package org.metrobed.notify.alertmanager;
