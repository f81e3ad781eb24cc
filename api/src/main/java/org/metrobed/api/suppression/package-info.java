/** Silences and maintenance windows: when nobody is called, and about what. */
package org.metrobed.api.suppression;
