package org.metrobed.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.Nineteenth;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.api.observation.ObservationView;
import org.metrobed.config.Secret;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Span;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.gap.GapQuery;
import org.metrobed.store.gap.GapReader;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Codec;
import org.metrobed.topics.Topics;

/** The verdict of a test in the second word, from the test to the names that the API shows. */
final class SecondWordIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final String DATASTREAM = "city/station/pm25";
    private static final long SECOND = 1_000_000;
    private static final QualityConfig CONFIG = QualityConfig.ofInterval(SECOND)
            .with(new GrossRange.Params(new Span(0, 100), new Span(0, 100)))
            .with(new Nineteenth.Params(30));

    @Test
    void verdictOfTheNineteenthTestReachesTheApi() throws Exception {
        List<Observation> rows = new ArrayList<>();
        QualityRun run = Nineteenth.run(CONFIG);
        QualityState state = new QualityState();
        for (double value : new double[] {10, 31, 12}) {
            Verdicts verdicts = run.accept(state, Times.NOON_MICROS + rows.size() * SECOND, value, TestBits.NONE);
            rows.add(throughStateAndTopic(observation(rows.size(), value, verdicts)));
        }
        assertThat(rows)
                .extracting(Observation::flag)
                .containsExactly(QualityFlag.GOOD, QualityFlag.FAIL, QualityFlag.GOOD);

        DatabaseConfig database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(RowWriters.observations(), rows, new Progress("test", 0, 1, 0));
        }
        try (HikariDataSource pool = Databases.pool(database, 1)) {
            List<Observation> stored = new ObservationReader(pool)
                    .list(ObservationQuery.of(
                            List.of(DATASTREAM), Times.NOON_MICROS, Times.NOON_MICROS + 10 * SECOND, 10));
            assertThat(stored).isEqualTo(rows);
            assertThat(stored)
                    .extracting(row -> ObservationView.tests(row.tests(), Nineteenth.TESTS))
                    .containsExactly(
                            Map.of("gross-range", 1, "nineteenth", 1),
                            Map.of("gross-range", 1, "nineteenth", 4),
                            Map.of("gross-range", 1, "nineteenth", 1));
            assertThat(withheld(pool).tests(Nineteenth.TESTS)).containsExactly("nineteenth");
        }
    }

    private static Observation observation(int place, double value, Verdicts verdicts) {
        return Observations.observation()
                .of(DATASTREAM)
                .at(Times.NOON.plusSeconds(place))
                .value(value)
                .flag(TestBits.overall(verdicts))
                .tests(verdicts)
                .raw(0, place, 0)
                .build();
    }

    private static Observation throughStateAndTopic(Observation observation) throws IOException {
        ObservationFormat format = new ObservationFormat();
        DataOutputSerializer out = new DataOutputSerializer(256);
        format.write(observation, out);
        Observation read = format.read(format.version(), new DataInputDeserializer(out.getCopyOfBuffer()));
        Codec<Observation> codec = new Topics("test.").observations().codec();
        return codec.decode(codec.encode(read));
    }

    private static Withheld withheld(HikariDataSource pool) throws SQLException {
        GapQuery query = new GapQuery(
                DATASTREAM,
                Times.NOON_MICROS,
                Times.NOON_MICROS + 3 * SECOND,
                false,
                SECOND,
                EnumSet.of(QualityFlag.GOOD),
                Times.NOON_MILLIS + 60_000,
                10);
        return new GapReader(pool).list(query).get(0).withheld();
    }
}
