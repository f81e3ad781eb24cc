package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.api.http.ProblemException;
import org.metrobed.model.Location;

/** {@link Area} and its {@link Surroundings}: an area without things, and one with its degrees swapped. */
class AreaTest {

    private static final List<Location> PLACES = List.of(new Location(48.2, 16.37, "Ferry", ""));

    @Test
    void areaOfObservationsMayHoldNoThing() {
        Area far = near("48.3,16.37");
        assertThatCode(() -> far.refuseSwapped(PLACES)).doesNotThrowAnyException();
        assertThatThrownBy(() -> far.refuseEmpty(PLACES))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the nearest thing is");
    }

    @Test
    void swappedDegreesAreRefusedOfAnyList() {
        Area swapped = near("16.37,48.2");
        for (Runnable check : List.<Runnable>of(
                () -> swapped.refuseSwapped(PLACES),
                () -> swapped.refuseEmpty(PLACES),
                () -> new Area(Optional.of(BoundingBox.parse("48,16,49,17")), Optional.empty())
                        .refuseSwapped(PLACES))) {
            assertThatThrownBy(check::run).isInstanceOf(ProblemException.class).hasMessageContaining("did you mean ");
        }
    }

    private static Area near(String text) {
        return new Area(Optional.empty(), Optional.of(Surroundings.parse(text, 1_000)));
    }
}
