/** Telling a Prometheus Alertmanager. */
package org.metrobed.notify.alertmanager;
