package org.metrobed.catalog.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.TopicTemplate;

/** The key of a binding: text with captures of its topic in braces, such as <code>{group}/{gateway}</code>. Pure. */
final class KeyTemplate {

    private static final String TESTBED = "testbed";
    private static final String BY_THING = "{testbed}/{thing}";
    private static final Pattern CAPTURE = Pattern.compile("\\{([^{}+#]+)}");

    private KeyTemplate() {}

    /** The default key of a binding: by thing if the topic names the thing, else the whole topic. */
    static String ofTopic(TopicTemplate topic) {
        return topic.listCaptures().contains("thing") ? BY_THING : "";
    }

    /** The fault of a key, as the rest of a sentence. */
    static Optional<String> findFault(String key, TopicTemplate topic) {
        if (CAPTURE.matcher(key).replaceAll("").matches(".*[{}].*")) {
            return Optional.of("is " + Nearest.quote(key) + ", must be text with captures of the topic in braces");
        }
        List<String> known = new ArrayList<>(topic.listCaptures());
        known.add(TESTBED);
        return CAPTURE.matcher(key)
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !known.contains(name))
                .findFirst()
                .map(name -> "uses {" + name + "}, which the topic does not capture" + Nearest.hint(name, known));
    }
}
