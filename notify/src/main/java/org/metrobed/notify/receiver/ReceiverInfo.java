package org.metrobed.notify.receiver;

import java.util.List;
import java.util.Objects;
import org.metrobed.config.Setting;

/**
 * What a kind of receiver is; docs/NOTIFY.md lists these. Immutable.
 *
 * @param name as the outbox has it; stored, so it stays
 * @param summary what it tells whom, one sentence
 * @param explanation what its reader should know
 * @param settings what configures it, the first one switches it on
 */
public record ReceiverInfo(String name, String summary, String explanation, List<Setting> settings) {
    public ReceiverInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(explanation, "explanation");
        settings = List.copyOf(settings);
    }
}
