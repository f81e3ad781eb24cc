package org.metrobed.api.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.model.RawPosition;
import org.metrobed.store.deadletter.Attempt;
import org.metrobed.store.deadletter.StoredDeadLetter;

/**
 * A message of the raw log with the indices to redrive, ascending. Immutable.
 *
 * @param partition its partition
 * @param offset its offset
 * @param indices of its readings; {@link RawPosition#WHOLE_MESSAGE} for all
 */
record ChosenMessage(int partition, long offset, List<Integer> indices) {
    ChosenMessage {
        indices = indices.stream().sorted().distinct().toList();
    }

    /** The messages of dead letters, in the order of the log. */
    static List<ChosenMessage> of(List<StoredDeadLetter> letters) {
        SortedMap<RawPosition, List<Integer>> byMessage = new TreeMap<>();
        for (StoredDeadLetter stored : letters) {
            RawPosition raw = stored.letter().raw();
            RawPosition message = new RawPosition(raw.partition(), raw.offset(), RawPosition.WHOLE_MESSAGE);
            byMessage.computeIfAbsent(message, any -> new ArrayList<>()).add(raw.index());
        }
        return byMessage.entrySet().stream()
                .map(entry -> new ChosenMessage(
                        entry.getKey().partition(), entry.getKey().offset(), entry.getValue()))
                .toList();
    }

    /** The indices in the format of the header. */
    String header() {
        return indices.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The attempts of a redrive record at this offset. */
    List<Attempt> attempts(long redriveOffset) {
        return indices.stream()
                .map(index -> new Attempt(new RawPosition(partition, offset, index), redriveOffset + 1))
                .toList();
    }
}
