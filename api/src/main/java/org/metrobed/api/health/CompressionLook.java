package org.metrobed.api.health;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.api.http.Moments;
import org.metrobed.store.compression.CompressionJobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether TimescaleDB compresses its chunks, and whether its server brings a newer version than the database uses. A job that
 * fails, or is a day late, is behind: the disk fills about ten times as fast without it. Thread-safe.
 */
public final class CompressionLook implements Supplier<PartView> {

    /** Name of the part. */
    public static final String NAME = "compression";

    private static final Logger LOG = LoggerFactory.getLogger(CompressionLook.class);
    private static final Duration LATE = Duration.ofDays(1);

    private final Source source;
    private final InstantSource clock;

    /** Asks the database for its jobs; empty in the native layout. */
    public interface Source {
        Optional<CompressionJobs> read() throws SQLException;
    }

    public CompressionLook(Source source, InstantSource clock) {
        this.source = Objects.requireNonNull(source, "source");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What the database does not tell is no fault of compression: the part {@code database} tells whether it answers. */
    @Override
    public PartView get() {
        try {
            return source.read()
                    .map(this::judge)
                    .orElse(PartView.up(NAME, "native partitions are not compressed", null));
        } catch (SQLException e) { // the failure becomes the answer
            LOG.debug("the jobs of TimescaleDB are not known", e);
            return PartView.up(NAME, "unknown without the database", null);
        }
    }

    private PartView judge(CompressionJobs found) {
        List<String> faults =
                found.jobs().stream().flatMap(job -> fault(job).stream()).toList();
        if (!faults.isEmpty()) {
            return PartView.behind(NAME, String.join("; ", faults), null);
        }
        List<String> words = new ArrayList<>();
        words.add("TimescaleDB " + found.installed());
        if (!found.installed().equals(found.available())) {
            words.add("its server brings " + found.available() + ", which the API takes at its next start");
        }
        found.jobs().stream()
                .filter(job -> !job.scheduled())
                .forEach(job -> words.add("an administrator has paused the job of " + job.table()));
        if (found.jobs().isEmpty()) {
            words.add("an administrator has removed the jobs");
        }
        return PartView.up(NAME, String.join("; ", words), null);
    }

    private Optional<String> fault(CompressionJobs.Job job) {
        if (!job.scheduled()) {
            return Optional.empty();
        }
        if (job.failed()) {
            return Optional.of("the last run of the job of " + job.table() + " failed");
        }
        Instant limit = clock.instant().minus(LATE);
        return job.next()
                .filter(next -> next.isBefore(limit))
                .map(next -> "the job of " + job.table() + " is due since " + Moments.format(next));
    }
}
