package org.metrobed.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The compose file as written: merges are applied, variables are not replaced. Immutable.
 *
 * @param text the whole file
 * @param services the keys of each service
 * @param volumes the names of its volumes
 * @param secrets the file of each secret
 */
record ComposeFile(
        String text, Map<String, Map<String, Object>> services, Set<String> volumes, Map<String, String> secrets) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)[^}]*}");

    static ComposeFile read(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, Object> root =
                map(new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text));
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(root.get("services")).forEach((name, service) -> services.put(name, map(service)));
        Map<String, String> secrets = new TreeMap<>();
        map(root.get("secrets"))
                .forEach((name, secret) ->
                        secrets.put(name, map(secret).get("file").toString()));
        return new ComposeFile(text, services, map(root.get("volumes")).keySet(), secrets);
    }

    /** The environment of a service, by name. */
    Map<String, Object> environment(String service) {
        return map(services.get(service).get("environment"));
    }

    /** A list of texts of a service; empty if absent. */
    List<String> texts(String service, String key) {
        Object list = services.get(service).get(key);
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(Object::toString).toList();
    }

    /** A map of a service; empty if absent. */
    Map<String, Object> map(String service, String key) {
        return map(services.get(service).get(key));
    }

    /** The variables that compose takes from {@code .env}. */
    Set<String> variables() {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> map(Object yaml) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (yaml != null) {
            ((Map<?, ?>) yaml).forEach((key, value) -> map.put(key.toString(), value));
        }
        return map;
    }
}
