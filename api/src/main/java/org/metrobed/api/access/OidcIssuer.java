package org.metrobed.api.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Set;

/**
 * An issuer of OpenID Connect: finds its keys at the first token, follows their rotation, and keeps them while it is away.
 * Thread-safe.
 */
public final class OidcIssuer {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_BYTES = 256 << 10;
    private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long REFRESH_MILLIS = Duration.ofSeconds(10).toMillis();
    /** Tokens with unknown keys make the keys be read again at most twice in this time. */
    private static final long SPACING_MILLIS = Duration.ofSeconds(5).toMillis();

    private static final long OUTAGE_MILLIS = Duration.ofHours(4).toMillis();
    /** After a failure the configuration is not read again for this time. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final OidcConfig config;
    private final InstantSource clock;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    private volatile JWTProcessor<SecurityContext> found;
    private Instant failedAt = Instant.MIN;

    public OidcIssuer(OidcConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * What checks its tokens.
     *
     * @throws Tokens.UnknownNowException if its keys cannot be found now
     */
    JWTProcessor<SecurityContext> processor() throws Tokens.UnknownNowException {
        JWTProcessor<SecurityContext> known = found;
        return known == null ? find() : known;
    }

    private synchronized JWTProcessor<SecurityContext> find() throws Tokens.UnknownNowException {
        if (found != null) {
            return found;
        }
        if (clock.instant().isBefore(failedAt.equals(Instant.MIN) ? Instant.MIN : failedAt.plus(PAUSE))) {
            throw unknown(null);
        }
        try {
            found = make(keys());
            return found;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            failedAt = clock.instant();
            throw unknown(e);
        }
    }

    private static Tokens.UnknownNowException unknown(Exception cause) {
        return new Tokens.UnknownNowException(
                "Tokens cannot be checked now: the configuration of the issuer cannot be read.", cause);
    }

    /** The address of its keys, by its configuration, which must state the same issuer. */
    private URI keys() throws IOException, ParseException {
        if (config.keys().isPresent()) {
            return config.keys().get();
        }
        String base = config.issuer().toString().replaceFirst("/$", "");
        URI address = URI.create(base + "/.well-known/openid-configuration");
        Map<String, Object> stated =
                JSONObjectUtils.parse(http.retrieveResource(address.toURL()).getContent());
        if (!config.issuer().toString().equals(stated.get("issuer"))) {
            throw new IllegalArgumentException("the configuration is of the issuer " + stated.get("issuer"));
        }
        URI keys = URI.create(String.valueOf(stated.get("jwks_uri")));
        if (!OidcConfig.isSafe(keys)) {
            throw new IllegalArgumentException("the address of its keys is not safe: " + keys);
        }
        return keys;
    }

    private JWTProcessor<SecurityContext> make(URI keys) throws MalformedURLException {
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(keys.toURL(), http)
                .cache(KEPT_MILLIS, REFRESH_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(SPACING_MILLIS)
                .outageTolerant(OUTAGE_MILLIS)
                .build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(OidcTokens.ALGORITHMS, source));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new ClockedVerifier(config, clock));
        return processor;
    }

    /** Checks issuer, audience and times by the clock of the deployment. */
    private static final class ClockedVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {

        private final InstantSource clock;

        ClockedVerifier(OidcConfig config, InstantSource clock) {
            super(
                    config.audiences(),
                    new JWTClaimsSet.Builder()
                            .issuer(config.issuer().toString())
                            .build(),
                    Set.of("sub", "exp"),
                    null);
            this.clock = clock;
            setMaxClockSkew((int) config.skew().toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
