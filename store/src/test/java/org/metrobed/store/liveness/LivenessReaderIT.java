package org.metrobed.store.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Liveness;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;

/** Liveness rows as the readers list them. */
final class LivenessReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Liveness GATEWAY =
            Samples.liveness(Liveness.Kind.GATEWAY, "city/gw", 9, Liveness.Status.OFFLINE, 8);
    private static final Liveness STATION =
            Samples.liveness(Liveness.Kind.THING, "city/station", 7, Liveness.Status.UNKNOWN, 0);
    private static final Liveness SILENT =
            Samples.liveness(Liveness.Kind.THING, "cityscape/pole", 0, Liveness.Status.UNKNOWN, 0);

    @BeforeEach
    void seed() throws SQLException {
        STORE.append(RowWriters.liveness(), List.of(SILENT, STATION, GATEWAY));
    }

    @Test
    void kindAndTestbedAreChosen() throws SQLException {
        assertThat(list(Liveness.Kind.GATEWAY, Optional.empty())).containsExactly(GATEWAY);
        assertThat(list(Liveness.Kind.THING, Optional.empty())).containsExactly(STATION, SILENT);
        assertThat(list(Liveness.Kind.THING, Optional.of("city"))).containsExactly(STATION);
    }

    @Test
    void oneIsFoundAndTheThingsBehindAGateway() throws SQLException {
        Optional<Liveness> gateway =
                STORE.read(database -> new LivenessReader(database).find(Liveness.Kind.GATEWAY, "city/gw"));
        Optional<Liveness> none =
                STORE.read(database -> new LivenessReader(database).find(Liveness.Kind.THING, "city/gw"));
        List<Liveness> behind = STORE.read(database -> new LivenessReader(database).listThings("city/gw"));

        assertThat(gateway).contains(GATEWAY);
        assertThat(none).isEmpty();
        assertThat(behind).containsExactly(STATION, SILENT);
    }

    private static List<Liveness> list(Liveness.Kind kind, Optional<String> testbed) throws SQLException {
        return STORE.read(database -> new LivenessReader(database).list(kind, testbed));
    }
}
