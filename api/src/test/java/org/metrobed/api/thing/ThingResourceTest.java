package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;

/** Where a thing is shown. */
class ThingResourceTest {

    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final Thing MOVED = new Thing(
            "city/station",
            "Station",
            Family.AIR,
            "air-station",
            "",
            List.of(at(1).during(MAY, JUNE), at(2).during(JULY, Instant.MAX)),
            null);

    @Test
    void plannedMoveDoesNotShowUntilItBegins() {
        assertThat(latitude(Optional.empty(), JULY.minusSeconds(1))).hasValue(1.0);
        assertThat(latitude(Optional.empty(), JULY)).hasValue(2.0);
    }

    @Test
    void thingThatHasNotBegunIsShownWhereItWillStandFirst() {
        assertThat(latitude(Optional.empty(), MAY.minusSeconds(1))).hasValue(1.0);
    }

    @Test
    void thingThatStoodNowhereAtTheTimeIsNotShown() {
        assertThat(latitude(Optional.of(MAY), JULY)).hasValue(1.0);
        assertThat(latitude(Optional.of(JUNE), JULY)).isEmpty();
    }

    private static Deployment at(double latitude) {
        return Deployment.always(new Location(latitude, 16, "", ""));
    }

    private static Optional<Double> latitude(Optional<Instant> at, Instant now) {
        return ThingResource.Placed.of(MOVED, Catalog.empty(0), at, now)
                .map(placed -> placed.deployment().location().latitudeDegrees());
    }
}
