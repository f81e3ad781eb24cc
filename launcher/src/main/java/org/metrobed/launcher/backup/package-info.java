/**
 * Backup and restore: the raw log and the catalog as segments, the tables that no log has, settings and files. The same
 * code for embedded services and for those of containers; it knows them as addresses.
 */
package org.metrobed.launcher.backup;
