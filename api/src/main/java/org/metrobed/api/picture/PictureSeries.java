package org.metrobed.api.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A series of a picture: runs of points that are joined by a line. Between two runs something is missing. Immutable.
 *
 * @param name as people say it
 * @param unit UCUM; empty for a plain number
 * @param runs points in the order of time
 */
public record PictureSeries(String name, String unit, List<List<Point>> runs) {

    /** A value and its time, microseconds since 1970 UTC. */
    public record Point(long micros, double value) {}

    public PictureSeries {
        runs = runs.stream().map(List::copyOf).toList();
    }

    /** All values, in the order of time. */
    List<Double> values() {
        return runs.stream().flatMap(List::stream).map(Point::value).toList();
    }

    /** Joins windows to runs. Not thread-safe. */
    public static final class Lines {

        private static final double HALF_CIRCLE = 180;

        private final boolean circular;
        private final List<List<Point>> runs = new ArrayList<>();
        private long endMicros = Long.MIN_VALUE;
        private double last = Double.NaN;

        /** @param circular whether values are directions in degrees, which are not joined across north */
        public Lines(boolean circular) {
            this.circular = circular;
        }

        /** Adds the value of a window in its middle; one that does not begin where the one before ended begins a new run. */
        public void add(long startMicros, long windowEndMicros, double value) {
            boolean jumps = circular && Math.abs(value - last) > HALF_CIRCLE;
            if (runs.isEmpty() || startMicros > endMicros || jumps) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(new Point((startMicros + windowEndMicros) / 2, value));
            endMicros = windowEndMicros;
            last = value;
        }

        /** What was added. */
        public List<List<Point>> runs() {
            return List.copyOf(runs);
        }
    }
}
