package org.metrobed.store.deadletter;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.Constants;
import org.metrobed.model.DeadLetter;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;

/**
 * Selects dead letters; each is judged by its newest attempt. Immutable.
 *
 * @param reasons only these reasons; empty: all
 * @param stages only these stages; empty: all
 * @param topic only these MQTT topics: a topic filter if it contains {@code +} or {@code #}, otherwise a prefix; empty:
 *     all
 * @param decoder only this decoder: with its version, such as {@code native-json/1}, or all versions, such as
 *     {@code native-json}; empty: all
 * @param state only in this state
 * @param fromMillis received from, inclusive, milliseconds since 1970 UTC
 * @param toMillis received to, exclusive
 */
@RecordBuilder
public record DeadLetterFilter(
        Set<DeadLetter.Reason> reasons,
        Set<String> stages,
        String topic,
        String decoder,
        Optional<State> state,
        long fromMillis,
        long toMillis)
        implements DeadLetterFilterBuilder.With {

    /** Of all reasons, stages, topics, decoders, states and times. */
    public static final DeadLetterFilter ALL =
            new DeadLetterFilter(Set.of(), Set.of(), "", "", Optional.empty(), 0, Limits.END_MICROS / 1_000);

    /** Whether a dead letter is still open. */
    public enum State {
        OPEN,
        /** A redrive produced its readings. */
        SETTLED;

        /** The word in JSON and in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The state of a word.
         *
         * @throws IllegalArgumentException for an unknown word
         */
        public static State parse(String word) {
            return Constants.find(State.class, State::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is neither open nor settled"));
        }
    }

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException that names the value out of bounds
     */
    public DeadLetterFilter {
        reasons = Set.copyOf(reasons);
        stages = Set.copyOf(stages);
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(decoder, "decoder");
        Objects.requireNonNull(state, "state");
        Limits.checkRange(fromMillis, toMillis);
        TopicPattern.check(topic);
    }

    /** Selects only this state. */
    public DeadLetterFilter withState(State only) {
        return withState(Optional.of(only));
    }

    /** Selects only letters received in this range, milliseconds since 1970 UTC. */
    public DeadLetterFilter withReceived(long from, long to) {
        return with().fromMillis(from).toMillis(to).build();
    }

    /** Adds the conditions, on the columns of {@code current_dead_letter}. */
    void addTo(Query sql) {
        sql.add("where received_time >= " + Query.millis(), Limits.clampMillis(fromMillis))
                .add("and received_time < " + Query.millis(), Limits.clampMillis(toMillis))
                .addIf(!reasons.isEmpty(), "and reason = any (?)", codes())
                .addIf(!stages.isEmpty(), "and stage = any (?)", List.copyOf(stages))
                .addIf(!decoder.isEmpty(), "and (decoder = ? or starts_with(decoder, ?))", decoder, decoder + "/");
        state.ifPresent(only -> sql.add("and state = ?", only.word()));
        if (!topic.isEmpty()) {
            TopicPattern.addTo(sql, topic);
        }
    }

    private List<String> codes() {
        return reasons.stream().map(DeadLetter.Reason::code).toList();
    }
}
