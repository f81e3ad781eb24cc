package org.metrobed.notify.receiver;

import java.util.List;
import java.util.Objects;
import org.metrobed.config.Setting;

/**
 * Describes a kind of receiver; listed in docs/NOTIFY.md. Immutable.
 *
 * @param name name in the outbox; stored, so it must not change
 * @param summary what it sends to whom, one sentence
 * @param explanation what its users should know
 * @param settings its settings; the first one enables it
 */
public record ReceiverInfo(String name, String summary, String explanation, List<Setting> settings) {
    public ReceiverInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(explanation, "explanation");
        settings = List.copyOf(settings);
    }
}
