package org.metrobed.model.calendar;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which of two instants is meant by a local time that the clock of a zone shows twice, by the order of a series: where a
 * series that goes on in time steps back, or stands still, within the repeated hour, the clock was set back. Series may be in
 * ascending or descending order. First takes all times of the series, then tells the offset of each; keeps one number for each
 * change of the clock. One thread.
 */
public final class RepeatedHour {

    private final ZoneId zone;
    private final Turns ascending = new Turns(1);
    private final Turns descending = new Turns(-1);
    private long count;
    private LocalDateTime last;
    private ZoneOffsetTransition lastChange;

    /** An empty series of local times of a zone. */
    public RepeatedHour(ZoneId zone) {
        this.zone = zone;
    }

    /** The change of a zone's clock that shows a local time twice; null if it shows it once or never. */
    public static ZoneOffsetTransition find(ZoneId zone, LocalDateTime local) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change == null || change.isGap() ? null : change;
    }

    /** Takes the next time of the series; null for one that is no local time. */
    public void add(LocalDateTime local) {
        if (local != null) {
            ZoneOffsetTransition change = find(zone, local);
            if (last != null) {
                int step = local.compareTo(last);
                boolean within = change != null && change.equals(lastChange);
                ascending.step(step, within ? change : null, count);
                descending.step(step, within ? change : null, count);
            }
            last = local;
            lastChange = change;
        }
        count++;
    }

    /** 1 if the series goes on in time, -1 if it goes back, 0 if neither is certain. */
    public int direction() {
        return Boolean.compare(ascending.inOrder, descending.inOrder);
    }

    /**
     * The offset of a time of the series.
     *
     * @param position its position, from 0
     * @return null for a time that the clock skips, and for a repeated time that the order of the series does not decide
     */
    public ZoneOffset offset(long position, LocalDateTime local) {
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        if (valid.size() == 1) {
            return valid.get(0);
        }
        Long turn = direction() == 0 ? null : (ascending.inOrder ? ascending : descending).at.get(find(zone, local));
        return turn == null ? null : valid.get((position < turn) == ascending.inOrder ? 0 : 1);
    }

    /** The places at which a series in one direction passes the changes of the clock. */
    private static final class Turns {

        private final Map<ZoneOffsetTransition, Long> at = new HashMap<>();
        private final int direction;
        private boolean inOrder = true;

        Turns(int direction) {
            this.direction = direction;
        }

        /** @param within the change in whose repeated hour the step is; null if it is not within one */
        void step(int step, ZoneOffsetTransition within, long position) {
            boolean turned = step * direction < 0 || (step == 0 && within != null);
            inOrder &= !turned || (within != null && at.put(within, position) == null);
        }
    }
}
