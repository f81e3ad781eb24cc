/** Plays recordings at a speed, with pauses and seeks, on other topics and at other times. Depends on the root package. */
package org.metrobed.recordings.playback;
