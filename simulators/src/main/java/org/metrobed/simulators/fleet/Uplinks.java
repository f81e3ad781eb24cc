package org.metrobed.simulators.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Family;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicTemplate;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Station;
import org.metrobed.simulators.payload.NativeJson;
import org.metrobed.simulators.payload.SenmlJson;

/**
 * Assigns an uplink to each thing: native JSON through the gateway of its district, or SenML through a radio gateway.
 * SenML is used if the catalog has a SenML binding, for the devices that this binding names and, unless it ignores others,
 * for every fourth air station. Pure.
 */
final class Uplinks {

    private static final TopicTemplate CONTRACT = TopicTemplate.parse("metrobed/v1/{testbed}/{gateway}/{thing}/up");
    private static final int EVERY_FOURTH = 4;

    private final String testbed;
    private final TopicTemplate nativeTopic;
    private final Optional<Binding> senml;
    private final Map<String, String> devices = new HashMap<>();
    private final Map<String, String> fields = new HashMap<>();

    private Uplinks(Catalog catalog, String testbed) {
        this.testbed = testbed;
        this.nativeTopic = catalog.bindings().stream()
                .filter(binding -> isOf(binding, testbed, "native-json"))
                .filter(binding -> binding.topic().listCaptures().contains("thing"))
                .map(Binding::topic)
                .findFirst()
                .orElse(CONTRACT);
        this.senml = catalog.bindings().stream()
                .filter(binding -> isOf(binding, testbed, "senml-json"))
                .findFirst();
        senml.ifPresent(binding -> {
            new TreeMap<>(binding.devices()).forEach((device, thing) -> devices.putIfAbsent(thing, device));
            new TreeMap<>(binding.fields()).forEach((field, use) -> {
                if (!use.ignored()) {
                    fields.putIfAbsent(use.property(), field);
                }
            });
        });
    }

    /** The uplink of each thing, by its id. */
    static Map<String, Uplink> of(Catalog catalog, City city) {
        Uplinks uplinks = new Uplinks(catalog, city.testbed().id());
        Map<String, Uplink> byThing = new TreeMap<>();
        int airStations = 0;
        for (Station station : city.stations()) {
            boolean air = station.thing().family() == Family.AIR;
            airStations += air ? 1 : 0;
            boolean radio = uplinks.devices.containsKey(station.name())
                    || (air && airStations % EVERY_FOURTH == 0 && uplinks.takesOtherDevices());
            byThing.put(
                    station.thing().id(),
                    radio && uplinks.senml.isPresent()
                            ? uplinks.radio(station, uplinks.senml.get())
                            : uplinks.plain(station));
        }
        return byThing;
    }

    private boolean takesOtherDevices() {
        return senml.filter(Binding::listedDevicesOnly).isEmpty();
    }

    private static boolean isOf(Binding binding, String testbed, String decoder) {
        boolean here = binding.testbed() == null || binding.testbed().equals(testbed);
        return here && binding.decoder().equals(decoder);
    }

    private Uplink plain(Station station) {
        String gateway = "gw-" + slug(station.thing());
        String topic = fill(nativeTopic, gateway, station.name());
        return new Uplink(gateway, topic, new NativeJson(), station.name(), Map.of());
    }

    private Uplink radio(Station station, Binding binding) {
        String gateway = "radio-" + (station.thing().family() == Family.AIR ? "air" : "river");
        String device = devices.getOrDefault(station.name(), station.name());
        return new Uplink(gateway, fill(binding.topic(), gateway, station.name()), new SenmlJson(), device, fields);
    }

    private String fill(TopicTemplate template, String gateway, String thing) {
        List<String> levels = List.of(template.toString().split("/", -1));
        return String.join(
                "/",
                levels.stream()
                        .map(level -> switch (level) {
                            case "{testbed}" -> testbed;
                            case "{thing}" -> thing;
                            default -> level.matches("[{].*[}]|[+#]") ? gateway : level;
                        })
                        .toList());
    }

    private static String slug(Thing thing) {
        String words = thing.location().district().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.isEmpty() || words.equals("-") ? thing.family().word() : words;
    }
}
