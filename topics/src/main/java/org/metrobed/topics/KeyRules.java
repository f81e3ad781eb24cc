package org.metrobed.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metrobed.model.TopicTemplate;

/**
 * Assigns a Kafka key to an MQTT topic, so that all messages of a thing stay in one partition and in order. The first
 * matching rule decides; if none matches, the key is the whole topic. Immutable except for a bounded cache of topics,
 * so that other rules need another object; thread-safe.
 */
public final class KeyRules {

    /** The rule for Metrobed's own topics, keyed by {@code testbed/thing}. */
    public static final String DEFAULT = "metrobed/v1/{testbed}/{gateway}/{thing}/{kind} => {testbed}/{thing}";

    private static final String GATEWAY = "gateway";
    private static final int MAX_REMEMBERED = 65_536;
    private static final int MAX_REMEMBERED_LENGTH = 512;
    private static final Pattern NAME = Pattern.compile("\\{([^{}]+)}");

    private final List<Rule> rules;
    private final Map<String, Match> remembered = new ConcurrentHashMap<>();

    /**
     * The result of the rules for a topic. Immutable.
     *
     * @param key the Kafka key
     * @param gateway the capture {@code {gateway}} of the rule that decided; empty if there is none
     */
    public record Match(String key, String gateway) {}

    private KeyRules(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads rules from text: {@code template => key}, separated by {@code ;}. A key is text with captures of its
     * template in braces. Empty text: no rule.
     *
     * @throws IllegalArgumentException that names the rule and its fault
     */
    public static KeyRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.isBlank()) {
                rules.add(parseRule(part.strip()));
            }
        }
        return new KeyRules(List.copyOf(rules));
    }

    /**
     * A copy with the routes as rules before these rules. A route with an empty key uses the whole topic.
     *
     * @throws IllegalArgumentException that names the route whose key uses a name that its topic does not capture
     */
    public KeyRules after(List<IngestRoute> routes) {
        List<Rule> all = new ArrayList<>();
        for (IngestRoute route : routes) {
            all.add(rule(route.topic(), route.key(), "route '" + route.topic() + "'"));
        }
        all.addAll(rules);
        return new KeyRules(List.copyOf(all));
    }

    /** The Kafka key of a topic. */
    public String key(String topic) {
        return match(topic).key();
    }

    /** The Kafka key and the gateway of a topic. */
    public Match match(String topic) {
        Match known = remembered.get(topic);
        if (known != null) {
            return known;
        }
        Match match = find(topic).orElseGet(() -> new Match(topic, ""));
        if (topic.length() <= MAX_REMEMBERED_LENGTH) {
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(topic, match);
        }
        return match;
    }

    private Optional<Match> find(String topic) {
        for (Rule rule : rules) {
            Optional<Map<String, String>> captures = rule.template.match(topic);
            if (captures.isPresent()) {
                String key = rule.key.isEmpty() ? topic : fill(rule.key, captures.get());
                return Optional.of(new Match(key, captures.get().getOrDefault(GATEWAY, "")));
            }
        }
        return Optional.empty();
    }

    private static String fill(String key, Map<String, String> captures) {
        return NAME.matcher(key).replaceAll(name -> Matcher.quoteReplacement(captures.get(name.group(1))));
    }

    private static Rule parseRule(String text) {
        int arrow = text.indexOf("=>");
        if (arrow < 0) {
            throw new IllegalArgumentException("key rule '" + text + "' is not 'template => key'");
        }
        TopicTemplate template = TopicTemplate.parse(text.substring(0, arrow).strip());
        String key = text.substring(arrow + 2).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key rule '" + text + "' has no key");
        }
        return rule(template, key, "key rule '" + text + "'");
    }

    private static Rule rule(TopicTemplate template, String key, String what) {
        NAME.matcher(key).results().map(match -> match.group(1)).forEach(name -> {
            if (!template.listCaptures().contains(name)) {
                throw new IllegalArgumentException(what + " uses {" + name + "}, not captured");
            }
        });
        return new Rule(template, key);
    }

    private record Rule(TopicTemplate template, String key) {}
}
