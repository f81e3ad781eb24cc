package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.metrobed.api.Api;
import org.metrobed.config.Settings;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.Ingest;
import org.metrobed.notify.Notifier;
import org.metrobed.notify.NotifyConfig;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.topics.Topics;

/** Starts the applications over services that run. Immutable; the caller closes what it is given. */
record Applications(String kafka, Topics topics, DatabaseConfig database, InstantSource clock) {

    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(30);

    /**
     * Starts ingest; returns when it has subscribed.
     *
     * @throws ServiceException when it has not within 30 seconds
     */
    Ingest startIngest(String mqttUrl, BrokerUsers users, Path sessionFile) {
        Ingest ingest = Ingest.start(Configs.ingest(mqttUrl, users, kafka, topics, sessionFile), clock);
        try {
            if (!ingest.awaitSubscribed(SUBSCRIBE_LIMIT)) {
                ingest.close();
                throw new ServiceException("ingest has not subscribed within " + SUBSCRIBE_LIMIT.toSeconds() + " s");
            }
            return ingest;
        } catch (InterruptedException e) {
            ingest.close();
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while ingest started", e);
        }
    }

    /** Starts the API on the port of the options, with their operator token where the environment names none. */
    Api startApi(RunOptions options) {
        try {
            return Api.start(Configs.api(options, kafka, topics, database), clock);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the API started", e);
        }
    }

    /**
     * Starts a notifier where the environment names someone to tell.
     *
     * @throws org.metrobed.config.ConfigException when it names someone wrongly
     */
    Optional<Notifier> startNotifier() {
        Settings environment = Settings.of(System.getenv());
        NotifyConfig config = NotifyConfig.readFor(database, environment);
        environment.check();
        return config.receivers().isEmpty() ? Optional.empty() : Optional.of(Notifier.start(config, clock));
    }
}
