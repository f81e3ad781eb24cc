package org.metrobed.ingest;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.ListenerSettings;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.RawRetention;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.route.Instances;
import org.metrobed.model.TopicFilter;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * The configuration of ingest. Immutable.
 *
 * @param mqtt the subscriptions
 * @param kafka the destination
 * @param keyRules key rules in the format of {@link KeyRules#parse}
 * @param httpHost address of {@code /health} and {@code /metrics} for an ingest in its own process
 * @param httpPort port of these; 0 for none
 * @param instances the number of this instance and of all instances
 * @param queueLimit the number of messages in a full broker queue; ingest warns above half of it
 * @param session the stored data of the MQTT session
 * @param endpoint the listener of ingest for clients; empty: ingest subscribes at a broker
 * @param trace which messages are traced
 * @param unboundFilters topic filters under which messages are heard that no binding fits; empty: none
 */
@RecordBuilder
public record IngestConfig(
        MqttConfig mqtt,
        KafkaConfig kafka,
        String keyRules,
        String httpHost,
        int httpPort,
        Instances instances,
        long queueLimit,
        Session session,
        Optional<EndpointConfig> endpoint,
        TraceConfig trace,
        List<String> unboundFilters)
        implements IngestConfigBuilder.With {

    /**
     * The data of the MQTT session that ingest stores between its starts.
     *
     * @param file the file; empty: nothing is stored
     * @param secret whether the client id in a new file has a random part
     */
    public record Session(Optional<Path> file, boolean secret) {

        /** Nothing is stored. */
        public static final Session NOT_KEPT = new Session(Optional.empty(), false);

        public Session {
            Objects.requireNonNull(file, "file");
        }
    }

    /** The default number of unacknowledged messages. */
    public static final int DEFAULT_IN_FLIGHT = 8_000;
    /** The default size of the broker's queue in messages. */
    public static final long DEFAULT_QUEUE_LIMIT = 2_000_000;
    /** The default topic filters. */
    public static final String DEFAULT_FILTERS = "metrobed/v1/#,senml/#";

    public static final Setting MQTT_URL =
            Setting.of("METROBED_MQTT_URL", "Address of the MQTT broker, tcp:// or ssl://.", "tcp://127.0.0.1:1883");
    public static final Setting MQTT_USER = Setting.of("METROBED_MQTT_USER", "User at the MQTT broker.", "");
    public static final Setting MQTT_PASSWORD = Setting.secret("METROBED_MQTT_PASSWORD", "Password of that user.");
    public static final Setting MQTT_CA = Setting.of(
            "METROBED_MQTT_CA",
            "PEM file of the certificates to trust at an ssl:// broker; empty: those of the JVM.",
            "");
    public static final Setting MQTT_CERTIFICATE = Setting.of(
            "METROBED_MQTT_CERTIFICATE", "PEM file of the own certificate chain, for mutual TLS; empty for none.", "");
    public static final Setting MQTT_KEY =
            Setting.of("METROBED_MQTT_KEY", "PEM file of the unencrypted PKCS#8 key of that certificate.", "");
    public static final Setting CLIENT_ID = Setting.of(
            "METROBED_INGEST_CLIENT_ID",
            "MQTT client id: names the session in which the broker keeps messages while ingest is away.",
            "metrobed-ingest");
    public static final Setting SESSION_FILE = Setting.of(
            "METROBED_INGEST_SESSION_FILE",
            "File with a random part of the client id, made at the first start: no other client can guess the"
                    + " session and take"
                    + " it over. It also notes that the session was opened, so that its loss is seen. Each instance"
                    + " needs its"
                    + " own. Empty: none; use that only if the broker lets nobody else use the client id.",
            "");
    public static final Setting FILTERS = Setting.of(
            "METROBED_INGEST_FILTERS",
            "MQTT topic filters to subscribe in addition to those of the catalog's bindings, separated by commas;"
                    + " a filter that another one covers is left out.",
            DEFAULT_FILTERS);
    public static final Setting INSTANCES = Setting.of(
            "METROBED_INGEST_INSTANCES",
            "Number of ingest processes that divide the filters. With more than one each has a session of its own, the"
                    + " client id"
                    + " followed by its number; drain and remove the session of the plain client id when you change"
                    + " from one"
                    + " to several.",
            "1");
    public static final Setting INSTANCE =
            Setting.of("METROBED_INGEST_INSTANCE", "Number of this process among them, from 1.", "1");
    public static final Setting QUEUE_LIMIT = Setting.of(
            "METROBED_INGEST_QUEUE_LIMIT",
            "Number of messages that the broker keeps while ingest is away; further ones are lost. The default"
                    + " lasts for an"
                    + " outage of 400 s at 5,000 messages a second, or of 5 hours at 100. Ingest warns above half of"
                    + " it where"
                    + " the broker publishes its figures.",
            Long.toString(DEFAULT_QUEUE_LIMIT));
    public static final Setting IN_FLIGHT = Setting.of(
            "METROBED_INGEST_IN_FLIGHT",
            "Maximum number of unacknowledged messages, 1 to 65535.",
            Integer.toString(DEFAULT_IN_FLIGHT));
    public static final Setting KEY_RULES = Setting.of(
            "METROBED_INGEST_KEY_RULES",
            "Kafka key by MQTT topic, 'template => key' separated by semicolons; the whole topic if none matches."
                    + " Fixed for the life of a raw log.",
            KeyRules.DEFAULT);
    public static final Setting UNBOUND_FILTERS = Setting.of(
            "METROBED_UNBOUND_FILTERS",
            "MQTT topic filters under which messages are heard that no binding fits, separated by commas; none: off."
                    + " Ingest hears them on a second connection at QoS 0, to which the broker sends the known topics too."
                    + " Clients that connect to ingest itself are heard in any case but none. docs/BINDINGS.md says what is"
                    + " kept of them.",
            "#");
    private static final String NONE = "none";
    public static final Setting KAFKA_BOOTSTRAP =
            Setting.of("METROBED_KAFKA_BOOTSTRAP", KafkaAddress.MEANING, KafkaAddress.DEFAULT);
    public static final Setting TOPIC_PREFIX =
            Setting.of("METROBED_TOPIC_PREFIX", "Prefix of the names of all Kafka topics.", Topics.DEFAULT_PREFIX);
    public static final Setting PARTITIONS = Setting.of(
            "METROBED_TOPIC_PARTITIONS",
            "Partitions of the raw topic if ingest creates it; 64 for a cluster. docs/SCALE.md says how a raw log gets"
                    + " more.",
            Integer.toString(Topics.DEFAULT_PARTITIONS));
    public static final Setting HTTP_HOST = Setting.of(
            "METROBED_INGEST_HTTP_HOST", "Address on which /health and /metrics of ingest listen.", "127.0.0.1");
    public static final Setting HTTP_PORT =
            Setting.of("METROBED_INGEST_HTTP_PORT", "Port of /health and /metrics of ingest; 0 for none.", "0");

    public IngestConfig {
        Objects.requireNonNull(mqtt, "mqtt");
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(httpHost, "httpHost");
        Objects.requireNonNull(instances, "instances");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(trace, "trace");
        unboundFilters = List.copyOf(unboundFilters);
        if (queueLimit < 1) {
            throw new IllegalArgumentException("the broker's queue must have room for a message");
        }
        KeyRules.parse(keyRules);
    }

    /** A configuration without HTTP, with the default key rules; topics without a binding are not heard. */
    public static IngestConfig of(MqttConfig mqtt, KafkaConfig kafka) {
        return new IngestConfig(
                mqtt,
                kafka,
                KeyRules.DEFAULT,
                HTTP_HOST.defaultValue(),
                0,
                Instances.ONE,
                DEFAULT_QUEUE_LIMIT,
                Session.NOT_KEPT,
                Optional.empty(),
                TraceConfig.OFF,
                List.of());
    }

    /** The name of this instance: its client id at the broker without the secret part. */
    public String clientId() {
        return instances.clientId(mqtt.clientId());
    }

    /** Every setting, for the documentation. */
    public static List<Setting> settings() {
        List<Setting> all = new ArrayList<>(List.of(
                MQTT_URL,
                MQTT_USER,
                MQTT_PASSWORD,
                MQTT_CA,
                MQTT_CERTIFICATE,
                MQTT_KEY,
                CLIENT_ID,
                SESSION_FILE,
                FILTERS,
                INSTANCES,
                INSTANCE,
                IN_FLIGHT,
                QUEUE_LIMIT,
                KEY_RULES,
                UNBOUND_FILTERS,
                KAFKA_BOOTSTRAP,
                TOPIC_PREFIX,
                PARTITIONS,
                RawRetention.SETTING,
                HTTP_HOST,
                HTTP_PORT,
                ServiceLog.FORMAT));
        all.addAll(TraceConfig.settings());
        all.addAll(EndpointConfig.settings());
        all.addAll(ListenerSettings.settings());
        return List.copyOf(all);
    }

    /**
     * Reads all settings.
     *
     * @throws org.metrobed.config.ConfigException with all problems
     */
    public static IngestConfig of(Settings settings) {
        String url = settings.address(MQTT_URL, "tcp", "ssl");
        String user = settings.text(MQTT_USER);
        var password = settings.secret(MQTT_PASSWORD);
        TlsFiles tls = TlsFiles.read(settings, url, MQTT_CA, MQTT_CERTIFICATE, MQTT_KEY);
        String clientId = settings.text(CLIENT_ID);
        String sessionFile = settings.text(SESSION_FILE);
        List<String> filters = List.of(settings.text(FILTERS).split("\\s*,\\s*"));
        Instances instances = instances(settings);
        int queueLimit = settings.integer(QUEUE_LIMIT, 1, Integer.MAX_VALUE);
        int inFlight = settings.integer(IN_FLIGHT, 1, 65_535);
        String keyRules = settings.text(KEY_RULES);
        String bootstrap = KafkaAddress.read(settings, KAFKA_BOOTSTRAP);
        String prefix = settings.text(TOPIC_PREFIX);
        int partitions = settings.integer(PARTITIONS, 1, Topics.MAX_PARTITIONS);
        Optional<RawRetention> rawRetention = RawRetention.read(settings);
        String httpHost = settings.text(HTTP_HOST);
        int httpPort = settings.integer(HTTP_PORT, 0, 65_535);
        TraceConfig trace = TraceConfig.read(settings);
        Optional<EndpointConfig> endpoint = EndpointConfig.read(settings);
        List<String> unbound = readUnbound(settings);
        rejectInvalid(settings, KEY_RULES, () -> KeyRules.parse(keyRules));
        rejectInvalid(settings, TOPIC_PREFIX, () -> new Topics(prefix));
        settings.check();
        return new IngestConfig(
                new MqttConfig(url, user, password, clientId, filters, inFlight, tls),
                new KafkaConfig(bootstrap, new Topics(prefix, partitions), rawRetention),
                keyRules,
                httpHost,
                httpPort,
                instances,
                queueLimit,
                sessionFile.isEmpty() ? Session.NOT_KEPT : new Session(Optional.of(Path.of(sessionFile)), true),
                endpoint,
                trace,
                unbound);
    }

    /** The topic filters under which messages are heard that no binding fits; rejects one that is none. */
    public static List<String> readUnbound(Settings settings) {
        String text = settings.text(UNBOUND_FILTERS);
        if (text.equals(NONE)) {
            return List.of();
        }
        List<String> filters = List.of(text.split("\\s*,\\s*"));
        filters.stream()
                .filter(filter -> !TopicFilter.isValid(filter))
                .forEach(filter ->
                        settings.reject(UNBOUND_FILTERS, "has '" + filter + "', which is no MQTT topic filter"));
        return filters;
    }

    private static Instances instances(Settings settings) {
        int count = settings.integer(INSTANCES, 1, 100);
        int number = settings.integer(INSTANCE, 1, 100);
        if (number > count) {
            settings.reject(INSTANCE, "is " + number + ", but METROBED_INGEST_INSTANCES says " + count);
            return Instances.ONE;
        }
        return new Instances(number, count);
    }

    private static void rejectInvalid(Settings settings, Setting setting, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            settings.reject(setting, "cannot be read: " + e.getMessage());
        }
    }
}
