package org.metrobed.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.metrobed.model.TopicFilter;

/**
 * Mosquitto's ACL file: {@code user}, {@code topic [read|write|readwrite|deny] filter} for the user above it,
 * {@code pattern …} for everyone. Everything that no line allows is forbidden. Within a user's topics and within the
 * patterns {@code deny} is evaluated first; a user's topics are evaluated before the patterns. Immutable once read.
 */
public final class AclFile {

    /**
     * The user of topics above the first user line. In Mosquitto these are clients without a user name; here there are
     * none.
     */
    private static final String NOBODY = "";

    private final List<Rule> rules;

    private AclFile(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Reads a file.
     *
     * @throws AccessException that names file, line and rule; a word that Mosquitto would ignore is an error too
     */
    public static AclFile read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new AccessException(file + (Files.exists(file) ? " cannot be read" : " does not exist"), e);
        }
    }

    /** Whether this client may publish to a topic. */
    public boolean mayPublish(String user, String clientId, String topic) {
        return decide(user, clientId, topic, Rule.Access.WRITE);
    }

    /** Whether this client may read a topic. */
    public boolean mayRead(String user, String clientId, String topic) {
        return decide(user, clientId, topic, Rule.Access.READ);
    }

    /**
     * Whether this client may read everything that a subscription matches. Mosquitto grants any subscription and
     * decides for each message; here the decision is made once, so a subscription that may be read only partly is
     * refused.
     */
    public boolean maySubscribe(String user, String clientId, String subscription) {
        TopicFilter wanted = TopicFilter.ofSubscription(subscription);
        boolean denied = filters(user, clientId, rule -> rule == Rule.Access.DENY)
                .anyMatch(filter -> TopicFilter.of(filter).overlaps(wanted));
        return !denied
                && filters(user, clientId, rule -> rule.allows(Rule.Access.READ))
                        .anyMatch(filter -> TopicFilter.of(filter).covers(wanted));
    }

    /** Whether a rule names this user. */
    public boolean names(String user) {
        return rules.stream().anyMatch(rule -> user.equals(rule.user()));
    }

    private boolean decide(String user, String clientId, String topic, Rule.Access wanted) {
        TopicFilter published = TopicFilter.of(topic);
        for (Rule rule : rules) {
            boolean matches = rule.filterFor(user, clientId)
                    .filter(filter -> TopicFilter.of(filter).covers(published))
                    .isPresent();
            if (matches && rule.access() == Rule.Access.DENY) {
                return false;
            }
            if (matches && rule.access().allows(wanted)) {
                return true;
            }
        }
        return false;
    }

    private Stream<String> filters(String user, String clientId, java.util.function.Predicate<Rule.Access> which) {
        return rules.stream()
                .filter(rule -> which.test(rule.access()))
                .flatMap(rule -> rule.filterFor(user, clientId).stream());
    }

    private static AclFile parse(Path file, List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        String user = NOBODY;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 2);
            String rest = words.length > 1 ? words[1].strip() : "";
            switch (words[0]) {
                case "user" -> user = requireUser(file, i + 1, rest);
                case "topic" -> rules.add(rule(file, i + 1, user, rest));
                case "pattern" -> rules.add(rule(file, i + 1, null, rest));
                default ->
                    throw AccessException.at(
                            file, i + 1, "'" + words[0] + "' is unknown, must be user, topic or pattern");
            }
        }
        rules.sort(Comparator.comparing(Rule::isPattern).thenComparing(rule -> rule.access() != Rule.Access.DENY));
        return new AclFile(List.copyOf(rules));
    }

    private static String requireUser(Path file, int line, String name) {
        if (name.isEmpty()) {
            throw AccessException.at(file, line, "user needs a name");
        }
        return name;
    }

    private static Rule rule(Path file, int line, String user, String text) {
        String[] words = text.split("\\s+", 2);
        boolean alone = words.length == 1;
        String filter = alone ? words[0] : words[1];
        if (!TopicFilter.isValid(filter)) {
            throw AccessException.at(file, line, "'" + filter + "' is no topic filter");
        }
        return new Rule(user, alone ? Rule.Access.READWRITE : access(file, line, words[0]), filter);
    }

    private static Rule.Access access(Path file, int line, String word) {
        for (Rule.Access access : Rule.Access.values()) {
            if (access.name().toLowerCase(Locale.ROOT).equals(word)) {
                return access;
            }
        }
        throw AccessException.at(file, line, "'" + word + "' is unknown, must be read, write, readwrite or deny");
    }
}
