package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Random;
import org.metrobed.model.Site;

/** Sites of a small region, where distances are easily got wrong; some are equal and some are not known. */
final class RandomSites {

    /** A region around a site, degrees. */
    private record Region(double latitude, double longitude, double high, double wide) {}

    private static final List<Region> REGIONS = List.of(
            new Region(48.2, 16.4, 0.02, 0.03),
            new Region(48.2, 16.4, 0.1, 0.1),
            new Region(0, 0, 0.02, 0.02),
            new Region(-17, 180, 0.02, 0.03),
            new Region(-17, -180, 0.02, 0.03),
            new Region(66, 180, 0.03, 0.08),
            new Region(89.99, 20, 0.01, 180),
            new Region(-89.97, -120, 0.03, 180));

    private final Random random;
    private final Region region;
    private final List<Site> often;

    RandomSites(Random random) {
        this.random = random;
        this.region = REGIONS.get(random.nextInt(REGIONS.size()));
        this.often = List.of(inside(), inside(), edge(), Site.NOWHERE);
    }

    Site next() {
        int kind = random.nextInt(10);
        return kind < 3 ? often.get(random.nextInt(often.size())) : kind < 4 ? edge() : inside();
    }

    private Site inside() {
        double latitude = region.latitude() + (2 * random.nextDouble() - 1) * region.high();
        return new Site(Math.max(-90, Math.min(90, latitude)), longitude(2 * random.nextDouble() - 1));
    }

    /** A site on a line of the grid: a whole latitude or longitude. */
    private Site edge() {
        double latitude = Math.rint(region.latitude() * 500) / 500;
        return new Site(latitude, random.nextBoolean() ? region.longitude() : -region.longitude());
    }

    private double longitude(double part) {
        return Math.IEEEremainder(region.longitude() + part * region.wide(), 360);
    }
}
