/** Quality tests and detectors over files, without any service: rows in, the same rows with flags or scores out. */
package org.metrobed.launcher.files;
