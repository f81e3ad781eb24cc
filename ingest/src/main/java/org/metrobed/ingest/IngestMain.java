package org.metrobed.ingest;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs ingest as its own process, configured by the environment, until the process is stopped. */
public final class IngestMain {

    private IngestMain() {}

    /** Exit code 2: the settings are wrong; 1: it ended by itself. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(System.getenv());
        ServiceLog.configure(settings);
        Logger log = LoggerFactory.getLogger(IngestMain.class);
        try {
            IngestConfig config = IngestConfig.of(settings);
            settings.listUnknown().forEach(name -> log.warn("{} is not a setting of ingest", name));
            run(config);
        } catch (ConfigException e) {
            e.errors().forEach(log::error);
            System.exit(2);
        } catch (CompletionException e) {
            System.exit(1);
        }
    }

    private static void run(IngestConfig config) throws IOException {
        Ingest ingest = Ingest.start(config, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(ingest::close, "ingest-close"));
        if (config.httpPort() == 0) {
            ingest.ended().join();
            return;
        }
        try (StatusServer status = StatusServer.start(ingest, config.httpHost(), config.httpPort())) {
            LoggerFactory.getLogger(IngestMain.class).info("status on port {}", status.port());
            ingest.ended().join();
        }
    }
}
