package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.config.tls.Pem;
import org.metrobed.config.tls.TlsException;

/**
 * The certificate of the MQTT listener as a part of the health: behind in its last two weeks, down when it has expired,
 * because clients then refuse the connection. The file is read each time.
 */
record CertificatePart(Path certificate, InstantSource clock) implements Supplier<PartView> {

    private static final String NAME = "certificates";
    private static final Duration LAST_WEEKS = Duration.ofDays(14);

    @Override
    public PartView get() {
        try {
            Instant end = Pem.expiry(certificate);
            Duration left = Duration.between(clock.instant(), end);
            String detail = "that of the MQTT listener is valid until " + end;
            if (left.isNegative()) {
                return PartView.down(NAME, "that of the MQTT listener has expired at " + end, null);
            }
            return left.compareTo(LAST_WEEKS) < 0
                    ? PartView.behind(NAME, detail + ", " + left.toDays() + " days", null)
                    : PartView.up(NAME, detail, null);
        } catch (TlsException e) {
            return PartView.behind(NAME, e.getMessage(), null);
        }
    }
}
