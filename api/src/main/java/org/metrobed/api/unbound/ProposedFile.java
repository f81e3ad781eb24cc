package org.metrobed.api.unbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.yaml.FlowText;
import org.metrobed.model.Datastream;
import org.metrobed.model.Location;

/**
 * Writes a proposed binding as a file of a bundle, with the properties, the thing type and the things that the catalog does not have.
 * Not thread-safe.
 */
public final class ProposedFile {

    private final Catalog catalog;
    private final boolean standards;
    private final StringBuilder text = new StringBuilder();

    /**
     * Texts beside what a catalog has.
     *
     * @param standards whether properties are taken from the standard ones where there is one
     */
    public ProposedFile(Catalog catalog, boolean standards) {
        this.catalog = catalog;
        this.standards = standards;
    }

    /**
     * The file.
     *
     * @param location where its things are
     */
    public String write(ProposedBinding binding, Location location) {
        text.setLength(0);
        text.append(
                "# Proposed by Metrobed from messages that no binding fitted. Look at units, names and location.\n");
        binding.unsure().forEach(one -> text.append("# - ").append(oneLine(one)).append('\n'));
        Map<String, FieldGuess> properties = properties(binding);
        Set<String> things = things(binding);
        if (!things.isEmpty() && !properties.isEmpty()) {
            writeProperties(properties, binding.interval());
            writeThings(binding, properties, things, location);
        }
        writeBinding(binding);
        return text.toString();
    }

    private static Map<String, FieldGuess> properties(ProposedBinding binding) {
        return binding.fields().values().stream()
                .filter(field -> !field.isIgnored())
                .collect(Collectors.toMap(FieldGuess::property, one -> one, (one, other) -> one, LinkedHashMap::new));
    }

    /** Those that the catalog does not have. */
    private Set<String> things(ProposedBinding binding) {
        Set<String> known = catalog.things().stream()
                .map(thing -> thing.id().substring(thing.id().indexOf('/') + 1))
                .collect(Collectors.toSet());
        Set<String> things = new TreeSet<>(binding.devices().values());
        things.removeAll(known);
        return things;
    }

    private void writeProperties(Map<String, FieldGuess> properties, String interval) {
        Set<String> known = catalog.datastreams().stream()
                .map(Datastream::id)
                .map(id -> id.property())
                .collect(Collectors.toSet());
        List<Map.Entry<String, FieldGuess>> missing = properties.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .toList();
        if (!missing.isEmpty()) {
            text.append("properties:\n");
            missing.forEach(entry -> writeProperty(entry.getKey(), entry.getValue(), interval));
        }
    }

    private void writeProperty(String name, FieldGuess guess, String interval) {
        text.append("  ").append(name).append(": { ");
        if (standards && !guess.standard().isEmpty()) {
            text.append("standard: ").append(guess.standard());
        } else {
            String statistic = guess.unit().equals("{count}") ? "count" : "instant";
            text.append("name: ")
                    .append(FlowText.quoted(name))
                    .append(", unit: ")
                    .append(FlowText.quoted(guess.unit()))
                    .append(", statistic: ")
                    .append(guess.unit().equals("deg") ? "direction" : statistic);
        }
        text.append(", interval: ").append(interval).append(" }\n");
    }

    private void writeThings(
            ProposedBinding binding, Map<String, FieldGuess> properties, Set<String> things, Location location) {
        String family = properties.values().iterator().next().family();
        text.append("thing-types:\n  ")
                .append(binding.id())
                .append(":\n    family: ")
                .append(family);
        text.append("\n    properties:\n");
        properties.keySet().forEach(name -> text.append("      ").append(name).append(":\n"));
        text.append("things:\n");
        for (String thing : things) {
            text.append("  ")
                    .append(FlowText.quoted(thing))
                    .append(":\n    name: ")
                    .append(FlowText.quoted(thing));
            text.append("\n    type: ").append(binding.id()).append("\n    location: { lat: ");
            text.append(location.latitudeDegrees())
                    .append(", lon: ")
                    .append(location.longitudeDegrees())
                    .append(" }\n");
        }
    }

    private void writeBinding(ProposedBinding binding) {
        text.append("bindings:\n  ").append(binding.id()).append(":\n    topic: ");
        text.append(FlowText.quoted(binding.topic()))
                .append("\n    decoder: ")
                .append(binding.decoder())
                .append('\n');
        if (!binding.options().isEmpty()) {
            text.append("    options: ").append(binding.options()).append('\n'); // JSON is YAML
        }
        if (binding.decoder().equals("sparkplug-b")) {
            text.append("    key: \"{group}/{gateway}\"\n");
        }
        if (!binding.device().isEmpty()) {
            text.append("    device: ")
                    .append(FlowText.quoted(binding.device()))
                    .append('\n');
        }
        Map<String, String> renamed = new LinkedHashMap<>(binding.devices());
        renamed.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
        if (!renamed.isEmpty()) {
            text.append("    devices:\n");
            renamed.forEach((device, thing) -> text.append("      ")
                    .append(FlowText.quoted(device))
                    .append(": ")
                    .append(FlowText.quoted(thing))
                    .append('\n'));
        }
        if (!binding.fields().isEmpty()) {
            text.append("    properties:\n");
            binding.fields().forEach(this::writeField);
        }
    }

    private void writeField(String name, FieldGuess guess) {
        text.append("      ").append(FlowText.quoted(name)).append(": ");
        text.append(
                guess.isIgnored()
                        ? "none\n"
                        : "{ property: " + guess.property() + ", unit: " + FlowText.quoted(guess.unit()) + " }\n");
    }

    private static String oneLine(String sentence) {
        return sentence.replaceAll("\\p{Cntrl}", " ");
    }
}
