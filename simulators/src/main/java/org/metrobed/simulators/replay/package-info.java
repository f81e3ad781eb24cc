/**
 * Recordings: a mapping describes the columns of a CSV file; the replay publishes its rows with their own times. May
 * use payload, mqtt and the catalog's reader. Format: docs/REPLAY.md.
 */
package org.metrobed.simulators.replay;
