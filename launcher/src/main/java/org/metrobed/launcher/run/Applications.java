package org.metrobed.launcher.run;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.metrobed.api.Api;
import org.metrobed.api.Host;
import org.metrobed.config.Settings;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.Ingest;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.notify.Notifier;
import org.metrobed.notify.NotifyConfig;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.topics.Topics;

/** Starts the applications on running services. Immutable; the caller closes the returned applications. */
record Applications(String kafka, Topics topics, DatabaseConfig database, InstantSource clock, Duration startLimit) {

    /**
     * Starts ingest; returns when ingest has subscribed, or listens.
     *
     * @throws ServiceException when ingest has not subscribed within the limit
     */
    Ingest startIngest(IngestConfig config) {
        Ingest ingest = Ingest.start(config, clock);
        try {
            if (!ingest.awaitSubscribed(startLimit)) {
                ingest.close();
                throw new ServiceException("ingest has not subscribed within " + startLimit.toSeconds()
                        + " s; on a slow machine," + " raise " + StartSettings.LIMIT.name());
            }
            return ingest;
        } catch (InterruptedException e) {
            ingest.close();
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while ingest started", e);
        }
    }

    /**
     * Starts the API on the port of the options. Uses their operator token if the environment sets no token.
     *
     * @param flink address of Flink's REST API
     * @param host the other applications
     */
    Api startApi(RunOptions options, URI flink, Host host) {
        try {
            return Api.start(Configs.api(options, kafka, topics, database, flink), host, clock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the API started", e);
        }
    }

    /**
     * Starts a notifier if the environment configures a receiver.
     *
     * @throws org.metrobed.config.ConfigException when the settings of a receiver are wrong
     */
    Optional<Notifier> startNotifier() {
        Settings environment = Settings.of(System.getenv());
        NotifyConfig config = NotifyConfig.readFor(Configs.WRITER.of(database), environment);
        environment.check();
        return config.receivers().isEmpty() ? Optional.empty() : Optional.of(Notifier.start(config, clock));
    }
}
