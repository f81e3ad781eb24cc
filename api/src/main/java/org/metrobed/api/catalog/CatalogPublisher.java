package org.metrobed.api.catalog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.metrobed.catalog.BindingChange;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogDiff;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.IngestRoute;
import org.metrobed.topics.Topic;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes complete versions of the catalog; a catalog that does not compile is never published. Creates the topic if
 * it does not exist. Each call opens and closes its own clients. Thread-safe; if two publish at once, both succeed and
 * the later version is used.
 */
public final class CatalogPublisher {

    /**
     * The result of a publication.
     *
     * @param version the version with these files
     * @param changed false if the newest version already had the same content
     * @param bindingChanges differences of bindings that exist in the previous version too
     */
    public record Publication(CatalogVersion version, boolean changed, List<BindingChange> bindingChanges) {

        public Publication {
            bindingChanges = List.copyOf(bindingChanges);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CatalogPublisher.class);
    private static final DecoderRules DECODERS = new WireDecoders();

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOOK_BACK = 8;

    private final String bootstrap;
    private final Topic<CatalogRecord> topic;

    public CatalogPublisher(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topic = topics.catalog();
    }

    /**
     * Publishes these files as the whole catalog. Logs the warnings of the reader.
     *
     * @throws CatalogException if they do not compile
     * @throws KafkaException if Kafka does not accept them
     */
    public Publication publish(CatalogFiles files) throws InterruptedException {
        Catalog catalog = read(files);
        createTopic();
        return publish(files, catalog, readNewest());
    }

    /**
     * Merges these bundles (a bundle is a top folder) into the newest catalog. Bundles with the same name are replaced;
     * others stay, even if a decoder has become stricter since they were published. Logs the warnings of the reader.
     *
     * @throws CatalogException if the whole does not compile
     * @throws KafkaException if Kafka does not accept them
     */
    public Publication merge(CatalogFiles files) throws InterruptedException {
        read(files);
        createTopic();
        CatalogLog.Entry newest = readNewest();
        CatalogFiles whole = newest == null ? files : merged(newest.content().files(), files.texts());
        return publish(whole, CatalogReader.read(whole, 0), newest);
    }

    private static Catalog read(CatalogFiles files) {
        return CatalogReader.read(files, 0, DECODERS, warning -> LOG.warn("{}", warning));
    }

    /** The bundles of {@code current} that are not in {@code added}, and {@code added}. */
    static CatalogFiles merged(Map<String, String> current, Map<String, String> added) {
        List<String> replaced =
                added.keySet().stream().map(CatalogPublisher::bundle).distinct().toList();
        Map<String, String> whole = new TreeMap<>(current);
        whole.keySet().removeIf(path -> replaced.contains(bundle(path)));
        whole.putAll(added);
        return CatalogFiles.of(whole);
    }

    private static String bundle(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private Publication publish(CatalogFiles files, Catalog catalog, CatalogLog.Entry newest)
            throws InterruptedException {
        long follows =
                newest == null ? CatalogRecord.Version.NONE : newest.version().version();
        CatalogRecord.Version content = CatalogRecord.Version.of(follows, files.texts(), routes(catalog));
        if (newest != null && isSame(newest.content(), content)) {
            return new Publication(newest.version(), false, List.of());
        }
        RecordMetadata written = send(content);
        return new Publication(
                CatalogVersion.of(written.offset(), written.timestamp(), content.contentHash(), newest == null),
                true,
                newest == null ? List.of() : changes(newest, catalog));
    }

    /** Versions from before routes were stored have no routes; they are published again so that ingest gets them. */
    private static boolean isSame(CatalogRecord.Version one, CatalogRecord.Version other) {
        return one.contentHash().equals(other.contentHash()) && one.routes().equals(other.routes());
    }

    private static List<IngestRoute> routes(Catalog catalog) {
        return catalog.bindings().stream()
                .map(binding -> new IngestRoute(binding.topic(), binding.key(), binding.shared()))
                .toList();
    }

    private static List<BindingChange> changes(CatalogLog.Entry newest, Catalog catalog) {
        try {
            Catalog before = CatalogReader.read(CatalogFiles.of(newest.content().files()), 0);
            return CatalogDiff.between(before, catalog).bindingChanges();
        } catch (CatalogException e) {
            LOG.warn("version {} can no longer be read", newest.version().version(), e);
            return List.of();
        }
    }

    private RecordMetadata send(CatalogRecord.Version content) throws InterruptedException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_CATALOG_BYTES);
        try (Producer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = topic.codec().encode(content);
            return producer.send(new ProducerRecord<>(topic.name(), 0, content.key(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not accept the catalog", e.getCause());
        }
    }

    /** The newest published version, in force or not; creates the topic if it does not exist. */
    public Optional<CatalogVersion> findNewest() throws InterruptedException {
        createTopic();
        return Optional.ofNullable(readNewest()).map(CatalogLog.Entry::version);
    }

    /**
     * The newest version that can be used, as the pipeline takes it; the newest of all where none of the last
     * {@value #LOOK_BACK} can. Null when there is none.
     */
    private CatalogLog.Entry readNewest() {
        Deque<CatalogLog.Entry> newestFirst = new ArrayDeque<>();
        try (CatalogLog log = new CatalogLog(bootstrap, topic)) {
            do {
                for (CatalogLog.Entry entry : log.poll(POLL)) {
                    newestFirst.addFirst(entry);
                    if (newestFirst.size() > LOOK_BACK) {
                        newestFirst.removeLast();
                    }
                }
            } while (!log.atEnd());
        }
        return newestFirst.stream()
                .filter(CatalogPublisher::isUsable)
                .findFirst()
                .orElse(newestFirst.peekFirst());
    }

    private static boolean isUsable(CatalogLog.Entry entry) {
        try {
            CatalogReader.read(CatalogFiles.of(entry.content().files()), 0);
            return true;
        } catch (CatalogException | IllegalArgumentException e) {
            LOG.warn("version {} cannot be used: {}", entry.version().version(), e.getMessage());
            return false;
        }
    }

    private void createTopic() throws InterruptedException {
        TopicSpec spec = topic.spec();
        NewTopic wanted = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
        try (Admin admin = Admin.create(Collections.singletonMap("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + spec.name(), e.getCause());
            }
        }
    }
}
