/** Detectors over files, without any service: rows in, the same rows with a score out. Uses core alone. */
package org.metrobed.testbed.offline;
