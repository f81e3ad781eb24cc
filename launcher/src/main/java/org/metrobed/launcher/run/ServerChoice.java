package org.metrobed.launcher.run;

import java.util.Optional;

/**
 * The MQTT server of this process. Without a wish, ingest is the server of a new folder, and the broker stays that of a
 * folder that has its queue: acknowledged messages may be in it. Immutable.
 *
 * @param direct whether clients connect to ingest itself instead of an embedded broker
 * @param notice a sentence for people; empty if there is nothing to tell
 */
record ServerChoice(boolean direct, Optional<String> notice) {

    /**
     * Chooses.
     *
     * @param wanted whether clients shall connect to ingest; empty without a wish
     * @param hasQueue whether the folder has the queue of a broker
     */
    static ServerChoice of(Optional<Boolean> wanted, boolean hasQueue) {
        boolean direct = wanted.orElse(!hasQueue);
        if (!hasQueue || (wanted.isPresent() && !direct)) {
            return new ServerChoice(direct, Optional.empty());
        }
        return new ServerChoice(
                direct,
                Optional.of(
                        direct
                                ? "messages that are left in the queue of the broker are not read; --mqtt-endpoint broker"
                                        + " reads them"
                                : "the folder has the queue of a broker, so the broker is the MQTT server;"
                                        + " --mqtt-endpoint ingest needs fewer parts, see docs/SECURITY.md"));
    }
}
