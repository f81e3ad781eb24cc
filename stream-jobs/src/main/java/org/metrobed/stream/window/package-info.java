/**
 * Windows: turns cleaned steps into window revisions of a minute, 15 minutes, an hour and a day, in UTC. Windows of a
 * minute are computed from observations; longer ones are computed from windows of the length before, never from
 * observations again. The datastream's clock closes windows; if the datastream is idle, log time does. Revisions are
 * made by log time alone. So the same log gives the same revisions in the same order, whatever the watermarks and
 * restarts.
 *
 * <p>Readers of the revisions must know: revision 0 is the window as it closed. If all readings of a window came after
 * it had closed, it has no revision 0. Later revisions add to it and are merged by
 * {@link org.metrobed.model.window.WindowRevision#fold}. A window without readings has no revision. A reading that is
 * late for its minute may be in time for the hour: {@code lateCount} counts the readings that came after the window of
 * that length had closed.
 */
package org.metrobed.stream.window;
