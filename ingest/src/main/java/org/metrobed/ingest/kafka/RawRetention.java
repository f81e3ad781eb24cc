package org.metrobed.ingest.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.KafkaAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long Kafka keeps records of the raw log. Immutable.
 *
 * @param millis milliseconds from the received time, or {@link #FOREVER}
 */
public record RawRetention(long millis) {

    /** Nothing is deleted. */
    public static final long FOREVER = -1;

    /** The setting. */
    public static final Setting SETTING = Setting.of(
            "METROBED_RAW_RETENTION",
            "how long Kafka keeps the raw log, such as P730D, from P7D on, or 'forever'; docs/RETENTION.md says what a"
                    + " rebuild means then; empty: as the topic says, which is created without a limit",
            "");

    private static final Logger LOG = LoggerFactory.getLogger(RawRetention.class);
    private static final String WORD = "forever";
    /** Longer than the deduplication retention, and than an outage of the pipeline should last. */
    private static final Duration SHORTEST = Duration.ofDays(7);

    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int LIMIT_MILLIS = 5_000;

    /** Reads the setting; empty if the topic stays as it is. Errors are collected in {@code settings} until its check. */
    public static Optional<RawRetention> read(Settings settings) {
        String text = settings.text(SETTING);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.equals(WORD)) {
            return Optional.of(new RawRetention(FOREVER));
        }
        try {
            Duration time = Duration.parse(text);
            if (time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0) {
                return Optional.of(new RawRetention(time.toMillis()));
            }
        } catch (DateTimeParseException e) {
            LOG.debug("{} is no duration", text, e);
        }
        settings.reject(SETTING, "is '" + text + "', must lie in [P7D,P36500D], or be 'forever' or empty");
        return Optional.empty();
    }

    /**
     * Gives the topic this retention, unless it has it. Logs the change, with a warning if records will be deleted, and that
     * Kafka does not permit it.
     *
     * @param now the time of the start
     * @throws KafkaException if Kafka does not answer
     */
    void apply(String bootstrapServers, String topic, Instant now) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(KafkaAddress.client(
                bootstrapServers,
                Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LIMIT_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, LIMIT_MILLIS)))) {
            String before = admin.describeConfigs(List.of(resource))
                    .values()
                    .get(resource)
                    .get(2L * LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .get(TopicConfig.RETENTION_MS_CONFIG)
                    .value();
            String wanted = Long.toString(millis);
            if (wanted.equals(before)) {
                return;
            }
            ConfigEntry entry = new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, wanted);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get(2L * LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            RawRetention former = new RawRetention(Long.parseLong(before));
            LOG.info("topic {} keeps its records {} from now on; it was {}", topic, describe(), former.describe());
            warning(former, now).ifPresent(sentence -> LOG.warn("topic {}: {}", topic, sentence));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
            }
            LOG.warn(
                    "ingest may not change the settings of topic {}, so {} has no effect; set its {} to {} in Kafka",
                    topic,
                    SETTING.name(),
                    TopicConfig.RETENTION_MS_CONFIG,
                    millis);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        }
    }

    /** What this retention deletes that the one before kept; empty for nothing. */
    Optional<String> warning(RawRetention before, Instant now) {
        if (millis == FOREVER || (before.millis != FOREVER && before.millis <= millis)) {
            return Optional.empty();
        }
        return Optional.of(
                SETTING.name() + " is shorter than before: within minutes, Kafka deletes records from before "
                        + now.minusMillis(millis).atOffset(ZoneOffset.UTC).toLocalDate()
                        + " for ever; only a backup that has them gives them back");
    }

    private String describe() {
        return millis == FOREVER
                ? "for ever"
                : "for " + Duration.ofMillis(millis).toDays() + " days";
    }
}
