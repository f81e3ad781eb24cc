package org.metrobed.api;

import java.time.Clock;
import org.metrobed.core.config.ConfigException;
import org.metrobed.core.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API as a process of its own, configured by the environment. */
public final class ApiMain {

    private static final Logger LOG = LoggerFactory.getLogger(ApiMain.class);
    private static final int USAGE = 2;

    private ApiMain() {}

    /** Starts and runs until the process is ended; ends with 2 and every error when the configuration is wrong. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        try {
            ApiConfig config = ApiConfig.read(settings);
            Api api = Api.start(config, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "api-stop"));
        } catch (ConfigException e) {
            e.errors().forEach(LOG::error);
            System.exit(USAGE);
        }
    }
}
