package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.EventGroups.Group;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Site;

class EventGroupsTest {

    private static final List<String> PLACES = List.of("tb/%d/pm25", "tb/%d/no2", "other/%d/pm25");

    private Random random;
    private KeptPieces<CorrelatorPiece> kept;
    private Changes<CorrelatorPiece> changes;
    private EventGroups events;
    private int joined;

    @Test
    void alertMayJoinTheGroupsThatALookAtAllGroupsFinds() {
        for (long seed = 0; seed < 100; seed++) {
            random = new Random(seed);
            RandomSites sites = new RandomSites(random);
            kept = new KeptPieces<>();
            restore();
            long second = 0;
            for (int step = 0; step < 200; step++) {
                second += random.nextInt(400);
                step(report(sites.next(), second), second);
            }
        }
        assertThat(joined).isGreaterThan(500);
    }

    private void step(DetectorReport report, long second) {
        List<Group> before = saved();
        List<OpenGroup> open = events.list(report, Signs.at(second)).toList();
        List<Group> expected = all(before, report, Signs.at(second));
        assertThat(open).extracting(EventGroupsTest::whole).containsExactlyElementsOf(expected);
        if (!open.isEmpty() && random.nextInt(5) > 0) {
            events.join(open.get(0), report);
            joined++;
            assertThat(whole(open.get(0)).sites()).contains(report.site()).doesNotHaveDuplicates();
        } else if (EventGroups.concerns(report)) {
            events.begin(report, Signs.at(second));
            assertThat(saved()).hasSize(notExpired(before, second).size() + 1);
            assertThat(saved()).containsAll(notExpired(before, second));
        }
        saved().stream().limit(5).forEach(this::isFollowedIfItHasSeveralSites);
        if (!before.isEmpty() && random.nextInt(10) == 0) {
            String root = before.get(random.nextInt(before.size())).root();
            events.end(root);
            assertThat(saved()).noneMatch(group -> group.root().equals(root));
        }
        if (random.nextInt(20) == 0) {
            restore();
        }
    }

    private void restore() {
        changes = new Changes<>();
        events = new EventGroups(changes, kept.list(CorrelatorPiece::group));
    }

    private static Group whole(OpenGroup group) {
        return group.facts().with(ordered(group.sites().stream()));
    }

    /** The groups by their saved pieces, the oldest first. */
    private List<Group> saved() {
        kept.take(changes.take());
        List<GroupPart> parts = kept.list(CorrelatorPiece::group);
        Map<Long, List<Site>> sites = new HashMap<>();
        parts.stream()
                .filter(part -> part.site() != null)
                .forEach(part -> sites.computeIfAbsent(part.number(), number -> new ArrayList<>())
                        .add(part.site()));
        return parts.stream()
                .filter(part -> part.facts() != null)
                .sorted(Comparator.comparingLong(GroupPart::number))
                .map(group -> group.facts().with(ordered(sites.get(group.number()).stream())))
                .toList();
    }

    private static List<Site> ordered(Stream<Site> sites) {
        return sites.sorted(
                        Comparator.comparingDouble(Site::latitudeDegrees).thenComparingDouble(Site::longitudeDegrees))
                .toList();
    }

    private void isFollowedIfItHasSeveralSites(Group group) {
        assertThat(events.isFollowed(group.root())).isEqualTo(group.sites().size() > 1);
    }

    private DetectorReport report(Site site, long second) {
        String datastream = PLACES.get(random.nextInt(PLACES.size())).formatted(random.nextInt(20));
        DetectorReport report = Signs.above(datastream, random.nextInt(9) == 0 ? "stuck" : "jump", site, second);
        return random.nextInt(6) == 0 ? Signs.of(report, Origin.SENSOR) : report;
    }

    private static List<Group> notExpired(List<Group> groups, long second) {
        return groups.stream()
                .filter(group -> group.startMillis() + EventGroups.LONGEST_MILLIS > Signs.at(second))
                .toList();
    }

    private static List<Group> all(List<Group> groups, DetectorReport report, long nowMillis) {
        List<Group> taking = new ArrayList<>();
        for (Group group : groups) {
            boolean near = group.sites().stream().anyMatch(site -> NeighbourSearch.near(site, report.site()));
            boolean concerned = EventGroups.concerns(report)
                    && report.event().finding().origin() != Origin.SENSOR
                    && !group.root().equals(report.event().alertId());
            if (near && concerned && group.takes(report.event(), nowMillis)) {
                taking.add(group);
            }
        }
        return taking;
    }
}
