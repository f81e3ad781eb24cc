package org.metrobed.api.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.store.deadletter.DeadLetterFilter;

/** The parameters that select dead letters, and the id of a dead letter. Static functions only. */
public final class DeadLetterSelection {

    /** The stages that refuse messages or readings. */
    public static final List<String> STAGES = List.of("decode", "locate");

    private static final QueryParameter REASON = QueryParameter.words(
            "reason",
            "Only dead letters of these reasons.",
            Stream.of(DeadLetter.Reason.values()).map(DeadLetter.Reason::code).toList());
    private static final QueryParameter STAGE =
            QueryParameter.words("stage", "Only dead letters of these stages.", STAGES);
    private static final QueryParameter TOPIC = QueryParameter.text(
            "topic", "Only of these MQTT topics: a filter if it contains + or #, else the start of the topic.");
    private static final QueryParameter DECODER = QueryParameter.text(
            "decoder", "Only of this decoder, of one version (native-json/1) or of all versions (native-json).");
    private static final QueryParameter STATE = QueryParameter.word(
            "state",
            "Only open ones, or only those that a redrive settled; both by default.",
            Stream.of(DeadLetterFilter.State.values())
                    .map(DeadLetterFilter.State::word)
                    .toList(),
            null);

    private DeadLetterSelection() {}

    /** The parameters that select dead letters, followed by others. */
    static List<QueryParameter> parameters(QueryParameter... others) {
        List<QueryParameter> all = new ArrayList<>(List.of(REASON, STAGE, TOPIC, DECODER, STATE));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    /** The filter of a request, for all times. */
    static DeadLetterFilter filter(Request request) {
        DeadLetterFilter filter = DeadLetterFilter.ALL
                .withReasons(Set.copyOf(request.list(REASON, DeadLetter.Reason::parse)))
                .withStages(Set.copyOf(request.listTexts(STAGE)))
                .withDecoder(request.findText(DECODER).orElse(""));
        DeadLetterFilter ofTopic = request.find(TOPIC, filter::withTopic).orElse(filter);
        return request.find(STATE, DeadLetterFilter.State::parse)
                .map(ofTopic::withState)
                .orElse(ofTopic);
    }

    /** The id of a raw position, {@code partition-offset-index}; the index of a whole message is -1. */
    public static String id(RawPosition raw) {
        return raw.partition() + "-" + raw.offset() + "-" + raw.index();
    }

    /**
     * The raw position of an id.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    static RawPosition parseId(String text) {
        if (!text.matches("\\d{1,9}-\\d{1,18}-(\\d{1,9}|-1)")) {
            throw new IllegalArgumentException("is '" + text + "', must be partition-offset-index, as in a list");
        }
        String[] parts = text.split("-", 3);
        return new RawPosition(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }
}
