package org.metrobed.notify;

import java.time.Clock;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the notifier as its own process, configured by the environment. The API migrates the database. */
public final class NotifyMain {

    private static final int USAGE = 2;

    private NotifyMain() {}

    /** Runs until the process is stopped. If the configuration is wrong, it prints every error and exits with 2. */
    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.of(System.getenv());
        ServiceLog.configure(settings);
        Logger log = LoggerFactory.getLogger(NotifyMain.class);
        try {
            Notifier notifier = Notifier.start(NotifyConfig.read(settings), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(notifier::close, "notifier-stop"));
            notifier.join();
        } catch (ConfigException e) {
            e.errors().forEach(log::error);
            System.exit(USAGE);
        }
    }
}
