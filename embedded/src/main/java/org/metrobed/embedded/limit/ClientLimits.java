package org.metrobed.embedded.limit;

/**
 * What one client may send on average; for two seconds' worth it may be faster. Immutable.
 *
 * @param messagesPerSecond 0 for any number
 * @param bytesPerSecond of topics and payloads; 0 for any number
 */
public record ClientLimits(int messagesPerSecond, int bytesPerSecond) {

    /** As much as comes. */
    public static final ClientLimits NONE = new ClientLimits(0, 0);

    public ClientLimits {
        if (messagesPerSecond < 0 || bytesPerSecond < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }

    /** Whether there is no limit at all. */
    public boolean isNone() {
        return messagesPerSecond == 0 && bytesPerSecond == 0;
    }
}
