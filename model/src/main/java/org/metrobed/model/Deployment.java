package org.metrobed.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A thing at one place with one device, for a time. Immutable.
 *
 * @param from begin, inclusive; {@link Instant#MIN} if it is not known
 * @param to end, exclusive; {@link Instant#MAX} while it lasts
 * @param location the place
 * @param device kind of the device, such as its maker and model; may be empty
 * @param serial serial number of the device; may be empty
 * @param calibration the calibration in use; may be empty
 */
public record Deployment(
        Instant from, Instant to, Location location, String device, String serial, String calibration) {

    private static final long MAX_SECONDS = 5_000_000_000_000L;

    public Deployment {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(serial, "serial");
        Objects.requireNonNull(calibration, "calibration");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a deployment begins before its end");
        }
    }

    /** Its begin, microseconds since 1970 UTC; limited to ±5e18, so also if it is not known. */
    public long fromMicros() {
        return Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, from.getEpochSecond())) * 1_000_000
                + from.getNano() / 1_000;
    }

    /** A deployment that has always lasted, with a device that is not described. */
    public static Deployment always(Location location) {
        return new Deployment(Instant.MIN, Instant.MAX, location, "", "", "");
    }

    /** Whether it lasted at a time. */
    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /**
     * The times from which a thing has another device, by kind or serial number, than in the deployment before.
     *
     * @param deployments of the thing, in the order of time
     * @return microseconds since 1970 UTC
     */
    public static List<Long> exchanges(List<Deployment> deployments) {
        return IntStream.range(1, deployments.size())
                .filter(i -> !deployments.get(i).hasDeviceOf(deployments.get(i - 1)))
                .mapToObj(i -> deployments.get(i).fromMicros())
                .toList();
    }

    private boolean hasDeviceOf(Deployment other) {
        return device.equals(other.device) && serial.equals(other.serial);
    }

    /** The same place and device for another time. */
    public Deployment during(Instant begin, Instant end) {
        return new Deployment(begin, end, location, device, serial, calibration);
    }
}
