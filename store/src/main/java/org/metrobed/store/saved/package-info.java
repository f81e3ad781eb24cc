/** The tables that are in no log as CSV files, for backups. Knows no table by itself: {@code PeopleTables} lists them. */
package org.metrobed.store.saved;
