package org.metrobed.api.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
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
import org.metrobed.catalog.compile.Published;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.IngestRoute;
import org.metrobed.topics.Topic;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes complete versions of the catalog; a catalog that does not compile is never published. A version counts only
 * if the one that it was made of is still the newest; otherwise it is made again of the newest one and published again. So
 * of several publications at once none is lost. Creates the topic if it does not exist. Each call opens and closes its own
 * clients. Thread-safe.
 */
public final class CatalogPublisher {

    /**
     * The result of a publication.
     *
     * @param version the version with these files
     * @param changed false if the newest version already had the same content
     * @param bindingChanges differences of bindings that exist in the previous version too
     * @param previous the files of the previous version; empty if there was none or nothing changed
     */
    public record Publication(
            CatalogVersion version, boolean changed, List<BindingChange> bindingChanges, Map<String, String> previous) {

        public Publication {
            bindingChanges = List.copyOf(bindingChanges);
            previous = Map.copyOf(previous);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(CatalogPublisher.class);
    private static final DecoderRules DECODERS = new WireDecoders();

    /** Each attempt that fails is one that another publication has won. */
    private static final int ATTEMPTS = 100;

    private final String bootstrap;
    private final Topic<CatalogRecord> topic;

    public CatalogPublisher(String bootstrap, Topics topics) {
        this.bootstrap = bootstrap;
        this.topic = topics.catalog();
    }

    /**
     * Publishes these files as the whole catalog. A datastream that is published keeps its unit, statistic and gas. Logs the warnings.
     *
     * @throws CatalogException if they do not compile
     * @throws KafkaException if Kafka does not accept them, or other publications always come first
     */
    public Publication publish(CatalogFiles files) throws InterruptedException {
        read(files);
        return publish(before -> files.texts(), true);
    }

    /**
     * Merges these bundles (a bundle is a top folder; files in none are one of the name of their test-bed) into the newest
     * catalog. A datastream that is published keeps its unit, statistic and gas. Bundles with the same name are replaced;
     * others stay, even if a decoder has become stricter since they were published. Logs the warnings.
     *
     * @throws CatalogException if the whole does not compile
     * @throws KafkaException if Kafka does not accept them, or other publications always come first
     */
    public Publication merge(CatalogFiles files) throws InterruptedException {
        read(files);
        Map<String, String> bundles = BundleMerge.named(files.texts());
        return publish(before -> BundleMerge.merge(BundleMerge.named(before), bundles), true);
    }

    /**
     * Merges bundles like {@link #merge}, but replaces no bundle with other files than these: somebody else has made it.
     *
     * @throws ForeignBundleException if there is one; nothing is published
     * @throws CatalogException as {@link #merge}
     * @throws KafkaException as {@link #merge}
     */
    public Publication mergeOwn(CatalogFiles files) throws InterruptedException {
        read(files);
        Map<String, String> bundles = BundleMerge.named(files.texts());
        return publish(
                before -> {
                    Map<String, String> catalog = BundleMerge.named(before);
                    List<String> lost = BundleMerge.lost(catalog, bundles);
                    if (!lost.isEmpty()) {
                        throw new ForeignBundleException(lost);
                    }
                    return BundleMerge.merge(catalog, bundles);
                },
                true);
    }

    /**
     * Checks what {@link #merge} checks, and publishes nothing.
     *
     * @return changes of what is published that are allowed, but have an effect on its readings
     * @throws CatalogException if the whole does not compile
     * @throws KafkaException if Kafka does not answer
     */
    public List<YamlProblem> check(CatalogFiles files) throws InterruptedException {
        Map<String, String> bundles = BundleMerge.named(files.texts());
        createTopic();
        try (CatalogEnd end = new CatalogEnd(bootstrap, topic)) {
            end.read();
            Map<String, String> before =
                    end.findUsable().map(entry -> entry.content().files()).orElse(Map.of());
            List<YamlProblem> warnings = new ArrayList<>();
            CatalogReader.readAfter(
                    CatalogFiles.of(BundleMerge.merge(BundleMerge.named(before), bundles)),
                    end.published(),
                    warnings::add);
            return warnings;
        }
    }

    /**
     * The catalog that {@link #merge} would publish now; the newest one if there are no files.
     *
     * @throws CatalogException if the whole does not compile
     */
    public Catalog preview(CatalogFiles files) throws InterruptedException {
        createTopic();
        try (CatalogEnd end = new CatalogEnd(bootstrap, topic)) {
            end.read();
            Map<String, String> before =
                    end.findUsable().map(entry -> entry.content().files()).orElse(Map.of());
            Map<String, String> bundles = BundleMerge.named(files.texts());
            return CatalogReader.read(CatalogFiles.of(BundleMerge.merge(BundleMerge.named(before), bundles)), 0);
        }
    }

    private static Catalog read(CatalogFiles files) {
        return CatalogReader.read(files, 0, DECODERS, warning -> LOG.warn("{}", warning));
    }

    /**
     * Takes a merge back: its bundles become what they were before, or go. If somebody has published one of them since, or
     * there are no others, they stay.
     *
     * @param files the merged files
     * @param merge its result
     * @return whether they were taken back
     * @throws KafkaException as {@link #merge}
     */
    public boolean withdraw(CatalogFiles files, Publication merge) throws InterruptedException {
        Map<String, String> bundles = BundleMerge.named(files.texts());
        return publish(now -> BundleMerge.withdraw(now, bundles, merge.previous()), false)
                .changed();
    }

    /** The newest published version, in force or not; creates the topic if it does not exist. */
    public Optional<CatalogVersion> findNewest() throws InterruptedException {
        createTopic();
        try (CatalogEnd end = new CatalogEnd(bootstrap, topic)) {
            end.read();
            return end.findUsable().map(CatalogLog.Entry::version);
        }
    }

    /**
     * Publishes what becomes of the newest files.
     *
     * @param continuous whether published datastreams must keep their unit, statistic and gas
     */
    private Publication publish(UnaryOperator<Map<String, String>> change, boolean continuous)
            throws InterruptedException {
        createTopic();
        try (CatalogEnd end = new CatalogEnd(bootstrap, topic);
                Producer<String, byte[]> producer = open()) {
            end.read();
            for (int i = 0; i < ATTEMPTS; i++) {
                Optional<Publication> published = attempt(change, continuous, end, producer);
                if (published.isPresent()) {
                    return published.get();
                }
                LOG.info("another publication came first; this one is made again of version {}", end.newest());
            }
        }
        throw new KafkaException(
                "other publications came first " + ATTEMPTS + " times; nothing is published, try again later");
    }

    /** Empty if another publication came first. */
    private Optional<Publication> attempt(
            UnaryOperator<Map<String, String>> change,
            boolean continuous,
            CatalogEnd end,
            Producer<String, byte[]> producer)
            throws InterruptedException {
        Optional<CatalogLog.Entry> before = end.findUsable();
        Map<String, String> had = before.map(entry -> entry.content().files()).orElse(Map.of());
        CatalogFiles files = CatalogFiles.of(change.apply(had));
        List<YamlProblem> warnings = new ArrayList<>();
        Catalog catalog =
                CatalogReader.readAfter(files, continuous ? end.published() : Published.nothing(), warnings::add);
        CatalogRecord.Version content = CatalogRecord.Version.of(end.newest(), files.texts(), routes(catalog));
        if (before.isPresent() && isSame(before.get().content(), content)) {
            return Optional.of(new Publication(before.get().version(), false, List.of(), Map.of()));
        }
        String name = UUID.randomUUID().toString();
        send(producer, content.conditional(name));
        end.read();
        Optional<CatalogVersion> published = end.find(name);
        if (published.isPresent()) {
            warnings.forEach(warning -> LOG.warn("{}", warning));
        }
        return published.map(version -> new Publication(version, true, changes(before, catalog), had));
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

    private static List<BindingChange> changes(Optional<CatalogLog.Entry> before, Catalog catalog) {
        if (before.isEmpty()) {
            return List.of();
        }
        try {
            CatalogFiles files = CatalogFiles.of(before.get().content().files());
            return CatalogDiff.between(CatalogReader.read(files, 0), catalog).bindingChanges();
        } catch (CatalogException e) {
            LOG.warn("version {} can no longer be read", before.get().version().version(), e);
            return List.of();
        }
    }

    private Producer<String, byte[]> open() {
        Map<String, Object> settings = KafkaAddress.client(bootstrap);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_CATALOG_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private void send(Producer<String, byte[]> producer, CatalogRecord.Version content) throws InterruptedException {
        try {
            byte[] value = topic.codec().encode(content);
            producer.send(new ProducerRecord<>(topic.name(), 0, content.key(), value))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not accept the catalog", e.getCause());
        }
    }

    private void createTopic() throws InterruptedException {
        TopicSpec spec = topic.spec();
        NewTopic wanted = new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.config());
        try (Admin admin = Admin.create(KafkaAddress.client(bootstrap))) {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + spec.name(), e.getCause());
            }
        }
    }
}
