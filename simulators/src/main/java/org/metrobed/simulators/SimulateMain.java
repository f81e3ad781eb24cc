package org.metrobed.simulators;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulator as its own process: reads the environment and runs until it is stopped. */
public final class SimulateMain {

    private SimulateMain() {}

    /** Exit codes: 0 stopped, 1 failed, 2 wrong settings or catalog. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        ServiceLog.configure(settings);
        System.exit(run(settings, LoggerFactory.getLogger(SimulateMain.class)));
    }

    private static int run(Settings settings, Logger log) throws InterruptedException {
        try {
            SimulateConfig config = SimulateConfig.from(settings);
            Path bundles = Path.of(settings.text(SimulateConfig.CATALOG_DIR));
            settings.check();
            Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(bundles), 0);
            try (Simulation simulation = Simulation.start(config, catalog, Clock.systemUTC(), WorkProgress.SILENT)) {
                Runtime.getRuntime().addShutdownHook(new Thread(simulation::close, "stop"));
                log.info("{} faults, backlog {}", simulation.labels().size(), config.backlog());
                simulation.backlogSent().join();
                log.info("backlog sent: {}", simulation.counts());
                simulation.ended().join();
            }
            return 0;
        } catch (ConfigException | CatalogException e) {
            log.error("{}", e.getMessage());
            return 2;
        } catch (IOException | CompletionException | CancellationException e) {
            log.error("the simulation ended", e);
            return 1;
        }
    }
}
