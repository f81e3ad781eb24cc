package org.metrobed.notify.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.metrobed.store.notification.Notification;

/**
 * The text of one mail about several groups, with the newest message of each. Immutable.
 *
 * @param id the same for the same messages
 * @param subject one line
 * @param body plain text
 */
record Digest(String id, String subject, String body) {

    /** @param messages with their contents, oldest first, at least one */
    static Digest of(List<Notification> messages) {
        Map<String, Notification> newest = new LinkedHashMap<>();
        for (Notification message : messages) {
            newest.remove(message.group());
            newest.put(message.group(), message);
        }
        List<Notification> latest = new ArrayList<>(newest.values());
        String ids = messages.stream().map(Notification::id).collect(Collectors.joining("\n"));
        return new Digest(
                UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString(),
                subject(latest),
                latest.stream().map(Notification::content).collect(Collectors.joining("\n\n", "", "\n")));
    }

    /** Of one message its first line, of several how many there are. */
    private static String subject(List<Notification> latest) {
        if (latest.size() == 1) {
            return latest.get(0).content().lines().findFirst().orElse("");
        }
        long over = latest.stream()
                .filter(message -> message.step() == Notification.Step.RESOLVED)
                .count();
        return "[Metrobed] " + (latest.size() - over) + " firing, " + over + " resolved";
    }
}
