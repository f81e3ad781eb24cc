package org.metrobed.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.catalog.Binding.FieldUse;

/**
 * One part of a binding that differs between two catalogs. Immutable.
 *
 * @param binding {@code testbed/binding}
 * @param part {@code topic}, {@code decoder}, {@code options}, {@code key}, {@code shared}, {@code others},
 *     {@code devices.X} or {@code properties.X}, as bundles name them
 * @param before as text; empty if the part was added
 * @param after as text; empty if the part was removed
 */
public record BindingChange(String binding, String part, String before, String after) {

    /** The differences between two bindings of one name. */
    static List<BindingChange> between(Binding before, Binding after) {
        Map<String, String> old = parts(before);
        Map<String, String> now = parts(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        List<BindingChange> changes = new ArrayList<>();
        for (String part : names) {
            String from = old.getOrDefault(part, "");
            String to = now.getOrDefault(part, "");
            if (!from.equals(to)) {
                changes.add(new BindingChange(after.name(), part, from, to));
            }
        }
        return List.copyOf(changes);
    }

    private static Map<String, String> parts(Binding binding) {
        Map<String, String> parts = new TreeMap<>();
        parts.put("topic", binding.topic().toString());
        parts.put("decoder", binding.decoder());
        parts.put("options", binding.options());
        parts.put("key", binding.key());
        parts.put("shared", Boolean.toString(binding.shared()));
        parts.put("others", binding.others() == Binding.Others.IGNORE ? "ignore" : "same-name");
        parts.put("texts", binding.texts().toString());
        parts.put("other-devices", binding.listedDevicesOnly() ? "ignore" : "same-name");
        parts.put("device", binding.device() == null ? "" : binding.device());
        parts.put("ignore-case", Boolean.toString(binding.ignoresCase()));
        parts.put("retained", binding.takesRetained() ? "received" : "refused");
        binding.devices().forEach((device, thing) -> parts.put("devices." + device, thing));
        binding.fields().forEach((field, use) -> parts.put("properties." + field, text(use)));
        return parts;
    }

    private static String text(FieldUse use) {
        if (use.ignored()) {
            return "none";
        }
        StringBuilder text = new StringBuilder(use.property());
        if (use.scale() != 1) {
            text.append(" × ").append(use.scale());
        }
        if (use.offset() != 0) {
            text.append(use.offset() < 0 ? " - " : " + ").append(Math.abs(use.offset()));
        }
        text.append(use.unit() == null ? "" : " in " + use.unit());
        text.append(
                use.words().values().isEmpty()
                        ? ""
                        : " " + new TreeMap<>(use.words().values()));
        text.append(
                use.words().codes().isEmpty()
                        ? ""
                        : " " + new TreeMap<>(use.words().codes()));
        String texts = use.words().texts().toString();
        return text.append(texts.isEmpty() ? "" : ", " + texts).toString();
    }

    /** Text for people: {@code town/radio key: '' -> '{group}'}. */
    @Override
    public String toString() {
        return binding + " " + part + ": '" + before + "' -> '" + after + "'";
    }
}
