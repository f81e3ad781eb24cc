package org.metrobed.catalog.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Parses text into nodes with positions, within bounds. Events are counted first, and an alias counts as much as its
 * target, so that neither depth nor expansion can exhaust memory or stack. One file, one thread.
 */
public final class YamlText {

    /** Largest length of a text, characters. */
    public static final int LONGEST = 1 << 20;

    /** Largest depth of nested maps and lists. */
    public static final int MAX_DEPTH = 16;

    /** Largest number of values in a file, with aliases expanded. */
    public static final int MAX_NODES = 200_000;

    /** The types that a value has without a tag. */
    private static final Set<String> OWN_TAGS = Stream.of("str", "int", "float", "bool", "null", "map", "seq")
            .map(type -> "tag:yaml.org,2002:" + type)
            .collect(Collectors.toUnmodifiableSet());

    private final String file;
    private final YamlProblems problems;
    private final Deque<Long> counts = new ArrayDeque<>();
    private final Deque<Optional<Anchor>> anchors = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();

    private YamlText(String file, YamlProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The top of the file; empty if the text is empty or not acceptable YAML, which is reported as a problem. */
    public static Optional<Field> parse(String file, String text, YamlProblems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            YamlText bounds = new YamlText(file, problems);
            for (Event event : new Parse(settings).parseString(text)) {
                if (!bounds.admit(event)) {
                    return Optional.empty();
                }
            }
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> new Field(problems, new SourcePosition(file, 1, 1), "", node));
        } catch (MarkedYamlEngineException e) {
            problems.add(
                    SourcePosition.of(file, e.getProblemMark().or(e::getContextMark)), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(new SourcePosition(file, 1, 1), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean admit(Event event) {
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> {
                if (!isOwnTag(((CollectionStartEvent) event).getTag())) {
                    return refuseTag(event, ((CollectionStartEvent) event).getTag());
                }
                anchors.push(((NodeEvent) event).getAnchor());
                anchors.peek().ifPresent(open::add);
                counts.push(1L);
                return counts.size() <= MAX_DEPTH || refuse(event, "nests deeper than " + MAX_DEPTH + " levels");
            }
            case MappingEnd, SequenceEnd -> {
                return close(event);
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                if (!isOwnTag(scalar.getTag())) {
                    return refuseTag(event, scalar.getTag());
                }
                if (scalar.getValue().codePoints().anyMatch(YamlText::isNoText)) {
                    return refuse(event, "has U+0000 or an unpaired surrogate in a text");
                }
                ((NodeEvent) event).getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
                return count(event, 1);
            }
            case Alias -> {
                Anchor alias = ((AliasEvent) event).getAlias();
                return open.contains(alias)
                        ? refuse(event, "alias *" + alias + " stands within what it names")
                        : count(event, sizes.getOrDefault(alias, 1L));
            }
            default -> {
                return true;
            }
        }
    }

    private static boolean isOwnTag(Optional<String> tag) {
        return tag.isEmpty() || OWN_TAGS.contains(tag.get());
    }

    private boolean refuseTag(Event event, Optional<String> tag) {
        return refuse(event, "has the tag " + Nearest.quote(tag.orElse("")) + ", and no tag has a meaning here");
    }

    /** PostgreSQL stores no U+0000; UTF-8 has no unpaired surrogate. */
    private static boolean isNoText(int code) {
        return code == 0 || Character.getType(code) == Character.SURROGATE;
    }

    private boolean close(Event event) {
        long size = counts.pop();
        anchors.pop().ifPresent(anchor -> {
            open.remove(anchor);
            sizes.put(anchor, size);
        });
        return count(event, size);
    }

    private boolean count(Event event, long nodes) {
        if (counts.isEmpty()) {
            return true;
        }
        long sum = counts.pop() + nodes;
        counts.push(sum);
        return sum <= MAX_NODES || refuse(event, "holds more than " + MAX_NODES + " values, aliases expanded");
    }

    private boolean refuse(Event event, String rule) {
        problems.add(SourcePosition.of(file, event.getStartMark()), "the file " + rule);
        return false;
    }
}
