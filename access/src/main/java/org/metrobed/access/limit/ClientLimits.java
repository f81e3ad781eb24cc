package org.metrobed.access.limit;

/**
 * Average sending limits of one client; it may send two seconds' worth at once. Immutable.
 *
 * @param messagesPerSecond 0 for no limit
 * @param bytesPerSecond bytes of topics and payloads; 0 for no limit
 */
public record ClientLimits(int messagesPerSecond, int bytesPerSecond) {

    /** No limits. */
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
