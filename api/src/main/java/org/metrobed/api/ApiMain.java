package org.metrobed.api;

import java.sql.SQLException;
import java.time.Clock;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.metrobed.store.Layout;
import org.metrobed.store.Migrations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API as a process of its own, configured by the environment. It owns the database's migrations. */
public final class ApiMain {

    private static final int USAGE = 2;

    private ApiMain() {}

    /**
     * Migrates the database, starts and runs until the process is ended; ends with 2 and every error when the configuration
     * is wrong.
     *
     * @throws SQLException when the database cannot be reached: to be started again from outside
     */
    public static void main(String[] args) throws InterruptedException, SQLException {
        ServiceLog.configure();
        Logger log = LoggerFactory.getLogger(ApiMain.class);
        Settings settings = Settings.of(System.getenv());
        try {
            ApiConfig config = ApiConfig.read(settings);
            Layout layout = Migrations.migrate(config.database());
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
