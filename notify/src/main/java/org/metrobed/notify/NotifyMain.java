package org.metrobed.notify;

import java.time.Clock;
import org.metrobed.config.ConfigException;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the notifier as a process of its own, configured by the environment. The API migrates the database. */
public final class NotifyMain {

    private static final int USAGE = 2;

    private NotifyMain() {}

    /** Runs until the process is ended; ends with 2 and every error when the configuration is wrong. */
    public static void main(String[] args) throws InterruptedException {
        ServiceLog.configure();
        Logger log = LoggerFactory.getLogger(NotifyMain.class);
        Settings settings = Settings.of(System.getenv());
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
