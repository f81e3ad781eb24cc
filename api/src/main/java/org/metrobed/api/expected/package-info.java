/** What anomaly detection expected of a datastream over time. Depends on the store, the catalog and {@code http}. */
package org.metrobed.api.expected;
