package org.metrobed.api.unbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.Thing;
import org.metrobed.topics.UnboundTopic;

/** Proposes a binding for topics that none fits, by looking at messages of them. Pure. */
public final class BindingProposal {

    private static final List<Duration> INTERVALS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    private static final int MOST_DEVICES = 50;

    private final Catalog catalog;

    /** Proposals beside the things of a catalog. */
    public BindingProposal(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The proposal; empty if no decoder reads the messages, or none of their payloads is kept whole. */
    public Optional<ProposedBinding> of(UnboundTopic heard) {
        List<UnboundTopic.Sample> samples = heard.samples().stream()
                .filter(UnboundTopic.Sample::isWhole)
                .filter(sample -> !sample.payload().isEmpty())
                .toList();
        return samples.isEmpty()
                ? Optional.empty()
                : FormatGuess.of(samples.stream().map(BindingProposal::message).toList())
                        .map(format -> propose(heard, samples, format));
    }

    private static Message message(UnboundTopic.Sample sample) {
        return new Message(
                sample.topic(),
                sample.payload().toByteArray(),
                sample.contentType().isEmpty() ? null : sample.contentType(),
                sample.receivedMillis());
    }

    private ProposedBinding propose(UnboundTopic heard, List<UnboundTopic.Sample> samples, FormatGuess format) {
        List<String> topics =
                samples.stream().map(UnboundTopic.Sample::topic).distinct().toList();
        List<String> named = format.readings().stream()
                .map(Measurement::device)
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST_DEVICES)
                .toList();
        TopicGuess topic = TopicGuess.of(heard.pattern(), topics, format.isBare(), !named.isEmpty());
        List<String> unsure = new ArrayList<>();
        List<String> devices = new ArrayList<>(topic.template().contains("{thing}") ? topic.devices() : named);
        if (!topic.device().isEmpty()) {
            devices.add(topic.device());
        }
        Map<String, FieldGuess> fields = fields(topic, topics, format, unsure);
        if (format.isStatusOnly()) {
            unsure.add("The messages say only whether something is online.");
        }
        if (!topic.isKnown() && topic.template().contains("{")) {
            unsure.add("The level of the topic that names the device is a guess: " + topic.template() + ".");
        }
        if (heard.pattern().endsWith("#")) {
            unsure.add("The pattern holds topics of many kinds.");
        }
        return ProposedBindingBuilder.builder()
                .id(id(topic.template()))
                .topic(topic.template())
                .decoder(format.decoder())
                .options(format.options())
                .device(topic.device())
                .devices(things(devices))
                .fields(fields)
                .interval(interval(samples).toString())
                .unsure(unsure)
                .build();
    }

    private static String id(String template) {
        return FieldGuess.id(template.replaceAll("\\{[^}]*}|[+#]", ""));
    }

    /** A thing of the catalog whose name differs from a device's by its case is that device. */
    private Map<String, String> things(List<String> devices) {
        Map<String, String> known = new HashMap<>();
        for (Thing thing : catalog.things()) {
            String name = thing.id().substring(thing.id().indexOf('/') + 1);
            known.put(FieldGuess.id(name), name);
        }
        Map<String, String> things = new LinkedHashMap<>();
        for (String device : devices) {
            things.put(device, known.getOrDefault(FieldGuess.id(device), FieldGuess.id(device)));
        }
        return things;
    }

    private static Map<String, FieldGuess> fields(
            TopicGuess topic, List<String> topics, FormatGuess format, List<String> unsure) {
        Map<String, FieldGuess> fields = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (Measurement reading : format.readings()) {
            for (String name : names(topic, topics, format, reading)) {
                if (!fields.containsKey(name)) {
                    FieldGuess guess =
                            FieldGuess.of(guessed(topic, topics, format, name), reading.unit(), reading.value());
                    FieldGuess unique = guess.isIgnored() || taken.add(guess.property())
                            ? guess
                            : guess.named(FieldGuess.id(name) + "-" + (fields.size() + 1));
                    fields.put(name, unique);
                    tell(name, unique, unsure);
                }
            }
        }
        return fields;
    }

    /** A bare value is named by its topic, as the binding sees it. */
    private static List<String> names(TopicGuess topic, List<String> topics, FormatGuess format, Measurement reading) {
        boolean captured = format.isBare() && topic.template().contains("{property}");
        return captured
                ? topics.stream()
                        .flatMap(one -> TopicGuess.property(topic.template(), one).stream())
                        .distinct()
                        .toList()
                : List.of(reading.property());
    }

    /** The name by which a field is guessed: of a bare value on a single topic, the last level. */
    private static String guessed(TopicGuess topic, List<String> topics, FormatGuess format, String name) {
        boolean single = format.isBare() && !topic.template().contains("{property}");
        return single ? topics.get(0).substring(topics.get(0).lastIndexOf('/') + 1) : name;
    }

    private static void tell(String name, FieldGuess guess, List<String> unsure) {
        if (guess.isIgnored()) {
            unsure.add("The field '" + name + "' is ignored.");
        } else if (!guess.isSure()) {
            unsure.add("The unit of '" + name + "' is not known; " + guess.unit() + " is a guess.");
        }
    }

    /** The usual interval nearest to the shortest time between two messages of one topic. */
    private static Duration interval(List<UnboundTopic.Sample> samples) {
        Map<String, Long> last = new HashMap<>();
        List<Long> between = new ArrayList<>();
        for (UnboundTopic.Sample sample : samples) {
            Long before = last.put(sample.topic(), sample.receivedMillis());
            if (before != null && !sample.retained()) {
                between.add(sample.receivedMillis() - before);
            }
        }
        if (between.isEmpty()) {
            return Duration.ofMinutes(1);
        }
        between.sort(null);
        double median = Math.max(1, between.get(between.size() / 2));
        return INTERVALS.stream()
                .min(Comparator.comparingDouble(one -> Math.abs(Math.log(one.toMillis() / median))))
                .orElseThrow();
    }
}
