package org.metrobed.api;

import java.sql.SQLException;
import java.time.Clock;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.metrobed.store.Layout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API as its own process, configured by the environment. Migrates the database. */
public final class ApiMain {

    private static final int USAGE = 2;

    private ApiMain() {}

    /**
     * Migrates the database, starts the API and runs until the process is stopped. If the configuration is wrong, it
     * prints every error and exits with 2.
     *
     * @throws SQLException if the database refuses, such as for a wrong password; it is waited for if it is only away
     */
    public static void main(String[] args) throws InterruptedException, SQLException {
        Settings settings = Settings.of(System.getenv());
        ServiceLog.configure(settings);
        Logger log = LoggerFactory.getLogger(ApiMain.class);
        try {
            ApiConfig config = ApiConfig.read(settings);
            Layout layout = config.prepareDatabase();
            log.info(
                    "schema {} is up to date, laid out as {}", config.database().schema(), layout.word());
            Api api = Api.start(config, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "api-stop"));
        } catch (ConfigException e) {
            e.errors().forEach(log::error);
            System.exit(USAGE);
        }
    }
}
