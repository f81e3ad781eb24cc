package org.metrobed.launcher.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.metrobed.catalog.Binding;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Quote;

/**
 * What a sample shows that the author of its binding may not mean: fields that are ignored or not read, names that differ from listed ones
 * by their case, a time that is not there, two fields that give one reading. Static functions only.
 */
final class SampleFindings {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POINTER = "json-pointer";
    private static final int MOST_NAMED = 12;
    private static final int MOST_DEPTH = 8;

    private SampleFindings() {}

    /** Sentences about a sample, without its name. */
    static List<String> list(SampleDecoder.Read read, byte[] payload) {
        List<String> findings = new ArrayList<>();
        addIgnored(read, findings);
        addCases(read, findings);
        addTwins(read, findings);
        if (read.binding().decoder().equals(POINTER)) {
            addUnread(read, payload, findings);
        }
        return findings;
    }

    private static Stream<String> fields(SampleDecoder.Read read) {
        Decoded decoded = read.decoded();
        return Stream.concat(
                        decoded.measurements().stream().map(Measurement::property),
                        decoded.rejections().stream().map(Decoded.Rejection::property))
                .filter(Objects::nonNull)
                .map(property -> Binding.name(read.captures(), property));
    }

    private static Stream<String> devices(SampleDecoder.Read read) {
        Stream<String> ofPayload = read.decoded().measurements().stream().map(Measurement::device);
        return Stream.concat(Stream.ofNullable(read.captures().get("thing")), ofPayload)
                .filter(Objects::nonNull)
                .distinct();
    }

    /** A field that is listed as {@code none} is meant to be ignored. */
    private static void addIgnored(SampleDecoder.Read read, List<String> findings) {
        Binding binding = read.binding();
        Set<String> ignored = new TreeSet<>();
        fields(read)
                .filter(field -> !binding.fields().containsKey(field)
                        && binding.use(field).ignored())
                .forEach(ignored::add);
        boolean taken = fields(read).anyMatch(field -> !binding.use(field).ignored());
        if (taken && !ignored.isEmpty()) { // if all are ignored, another warning says it
            findings.add("has fields that 'others: ignore' of binding '" + binding.name() + "' ignores: "
                    + named(ignored) + "; list what is not wanted as 'none' under 'properties'");
        }
    }

    private static void addCases(SampleDecoder.Read read, List<String> findings) {
        Binding binding = read.binding();
        fields(read)
                .distinct()
                .forEach(field -> addCase("field", field, binding.fields().keySet(), findings));
        if (!binding.ignoresCase()) {
            devices(read)
                    .forEach(device ->
                            addCase("device", device, binding.devices().keySet(), findings));
        }
    }

    private static void addCase(String what, String name, Collection<String> listed, List<String> findings) {
        if (listed.contains(name)) {
            return;
        }
        listed.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .ifPresent(other ->
                        findings.add("names the " + what + " " + Quote.name(name) + ", which the binding lists as "
                                + Quote.name(other) + ": they differ by their case"
                                + (what.equals("device") ? ", which 'ignore-case: true' would ignore" : "")));
    }

    private static void addTwins(SampleDecoder.Read read, List<String> findings) {
        Map<List<Object>, String> first = new LinkedHashMap<>();
        for (Measurement one : read.decoded().measurements()) {
            String id = read.binding()
                    .findDatastreamId(read.captures(), one.device(), one.property())
                    .orElse(null);
            String before = id == null ? null : first.putIfAbsent(List.of(id, one.phenomenonMicros()), one.property());
            if (before != null) {
                findings.add("has two readings of " + id + " at one time, " + Quote.name(before) + " and "
                        + Quote.name(one.property())
                        + ": one of them is dropped if they are equal, both are refused if not");
            }
        }
    }

    /** A payload that is no JSON is a refusal of its own. */
    private static void addUnread(SampleDecoder.Read read, byte[] payload, List<String> findings) {
        try {
            JsonNode options = JSON.readTree(read.binding().options());
            JsonNode root = JSON.readTree(payload);
            String time = options.path("time").asText("");
            boolean timeless = read.decoded().measurements().stream()
                    .allMatch(one -> one.phenomenonMicros() == Measurement.NO_TIME);
            if (!time.isEmpty() && timeless && !read.decoded().measurements().isEmpty()) {
                findings.add("has nothing where the option 'time', " + time
                        + ", points to: its readings get the received time");
            }
            if (!options.has("each") && !options.has("property")) {
                Set<String> known = new HashSet<>();
                collectTexts(options, known);
                Set<String> unread = new TreeSet<>();
                collectUnread(root, "", known, unread);
                if (!unread.isEmpty()) {
                    findings.add("has numbers that no option of binding '"
                            + read.binding().name() + "' points to: " + named(unread));
                }
            }
        } catch (IOException e) {
            return; // it is no JSON
        }
    }

    private static void collectTexts(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        } else {
            node.forEach(child -> collectTexts(child, texts));
        }
    }

    private static void collectUnread(JsonNode node, String path, Set<String> known, Set<String> unread) {
        if (known.contains(path) || path.chars().filter(c -> c == '/').count() > MOST_DEPTH) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> collectUnread(
                            entry.getValue(),
                            path + "/" + entry.getKey().replace("~", "~0").replace("/", "~1"),
                            known,
                            unread));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collectUnread(node.get(i), path + "/" + i, known, unread);
            }
        } else if (node.isNumber()) {
            unread.add(path);
        }
    }

    private static String named(Set<String> names) {
        List<String> all = names.stream().map(Quote::name).toList();
        return String.join(", ", all.subList(0, Math.min(all.size(), MOST_NAMED)))
                + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : "");
    }
}
