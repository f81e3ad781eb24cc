/** Recordings of the raw log, and the control of a playback by keys and HTTP. Depends on no other package of the launcher. */
package org.metrobed.launcher.recording;
