package org.metrobed.lab.soak;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.path.PathResult;
import org.metrobed.lab.path.WholePath;
import org.metrobed.launcher.run.Console;

/** An all-in-one run at a steady load that is looked at from time to time. One thread. */
public final class Soak {

    private static final int LOOKS = 60;

    private final WholePath path;
    private final CityPlan city;
    private final Console console;
    private final List<SoakSample> samples = new ArrayList<>();
    private long nextSeconds;

    private Soak(WholePath path, CityPlan city, Console console) {
        this.path = path;
        this.city = city;
        this.console = console;
    }

    /**
     * The outcome. Immutable.
     *
     * @param lines of Markdown
     * @param holds whether everything holds
     */
    public record Outcome(List<String> lines, boolean holds) {
        public Outcome {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Runs for so many seconds.
     *
     * @param folder new; for the services
     * @param direct whether gateways connect to ingest
     * @param clock of the services
     */
    public static Outcome run(
            Path folder, CityPlan city, boolean direct, long seconds, Console console, InstantSource clock)
            throws SQLException {
        try (WholePath path = WholePath.start(folder, city, direct, console, clock)) {
            SoakFigures figures = new Soak(path, city, console).measure(seconds);
            return new Outcome(SoakReport.lines(figures), figures.listFaults().isEmpty());
        }
    }

    private SoakFigures measure(long seconds) throws SQLException {
        Sampler sampler = new Sampler(path);
        long every = Math.max(1, seconds / LOOKS);
        nextSeconds = every;
        PathResult result = path.measurePaced(seconds, passed -> {
            if (passed >= nextSeconds) {
                nextSeconds = passed / every * every + every;
                samples.add(sampler.look(passed));
                say(samples.get(samples.size() - 1));
            }
        });
        do {
            samples.add(sampler.look(Math.round(result.use().seconds())));
        } while (samples.size() < SoakFigures.LEAST);
        return new SoakFigures(samples, result, path.strays(), path.alerts());
    }

    private void say(SoakSample sample) {
        console.say(String.format(
                Locale.ROOT,
                "  %,6d s  %,12d rows of %,.0f/s  JVM %,d MiB, %,d MiB of heap  PostgreSQL %,d MiB  %,d threads  %s",
                sample.seconds(),
                sample.rows().readings(),
                city.readingsPerSecond(),
                sample.process().memory().jvm(),
                sample.process().liveHeap(),
                sample.process().memory().postgres(),
                sample.process().threads(),
                sample.told().health()));
    }
}
