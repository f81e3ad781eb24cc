/**
 * Who asks, and what of the catalog that reader may see. Knows the catalog and the store, and nothing of HTTP, so that
 * every exit asks the same.
 */
package org.metrobed.api.access;
