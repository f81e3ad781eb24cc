/**
 * Redrives dead letters: selected messages are appended to the raw log again, so that the current catalog and decoders
 * decode them.
 */
package org.metrobed.api.redrive;
