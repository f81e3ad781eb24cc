/** Quality tests and detectors on files, without services: reads rows and writes the same rows with flags or scores. */
package org.metrobed.launcher.files;
