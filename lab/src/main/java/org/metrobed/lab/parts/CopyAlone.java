package org.metrobed.lab.parts;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;

/**
 * Measures the database with the appends of the store: observations by COPY, one transaction for each batch, fsync on.
 * One thread.
 */
final class CopyAlone implements AutoCloseable {

    private static final int BATCH_ROWS = 5_000;

    private final EmbeddedPostgres postgres;
    private final StoreSession session;
    private final List<String> datastreams;
    private long row;
    private final long stepMicros;
    private final long startMicros;

    private CopyAlone(EmbeddedPostgres postgres, StoreSession session, CityPlan city, long startMicros) {
        this.postgres = postgres;
        this.session = session;
        this.datastreams = BenchCity.listDatastreams(city.things());
        this.stepMicros = city.stepMicros();
        this.startMicros = startMicros;
    }

    static CopyAlone start(Path folder, CityPlan city, long startMicros) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0);
        DatabaseConfig config = new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
        Migrations.migrate(config);
        return new CopyAlone(postgres, StoreSession.open(config, WriteMode.COPY, "bench"), city, startMicros);
    }

    /** Measures. */
    PartCost measure(long seconds) throws SQLException {
        append(seconds);
        PartMeasurement measurement = PartMeasurement.begin(postgres.pid());
        long rows = append(seconds);
        return measurement.end(PartCost.Part.COPY, 0, rows);
    }

    @Override
    public void close() throws SQLException {
        session.close();
        postgres.close();
    }

    private long append(long seconds) throws SQLException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long before = row;
        while (System.nanoTime() - deadline < 0) {
            List<Observation> batch = new ArrayList<>(BATCH_ROWS);
            for (int i = 0; i < BATCH_ROWS; i++) {
                batch.add(observation(row++));
            }
            session.append(
                    RowWriters.observations(), batch, new Progress("observations", 0, 1, startMicros / 1_000 + row));
        }
        return row - before;
    }

    private Observation observation(long number) {
        int datastream = (int) (number % datastreams.size());
        long round = number / datastreams.size();
        return ObservationBuilder.builder()
                .datastream(datastreams.get(datastream))
                .phenomenonMicros(startMicros + round * stepMicros)
                .revision(0)
                .result((double) (number % 97))
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.of(1))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(datastream & 3, number, 0))
                .receivedMillis(startMicros / 1_000 + round)
                .catalogVersion(1)
                .build();
    }
}
