/**
 * Windows: cleaned steps to window revisions of a minute, 15 minutes, an hour and a day, in UTC. Windows of a minute are
 * computed from observations, longer ones from those of the length before, never from observations again. Closes by the
 * datastream's clock, in its silence by the log's; revises by the log's alone. So the same log gives the same revisions in
 * the same order, whenever watermarks pass and through whatever restarts.
 *
 * <p>A reader of the revisions must know: revision 0 is the window as it closed, and a window whose readings all came after it
 * had closed has none; later ones add to it and are merged by {@link org.metrobed.model.window.WindowRevision#fold}. A
 * window without readings has no revision. A reading that is late for its minute may be in time for the hour: {@code lateCount}
 * counts what came after the window of that length had closed.
 */
package org.metrobed.stream.window;
