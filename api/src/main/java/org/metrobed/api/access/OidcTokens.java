package org.metrobed.api.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers by tokens of OpenID Connect. A token must be signed with an asymmetric key of the issuer, state the issuer and one of the
 * audiences, and not have expired. Keys are taken from the issuer alone, never from the token, so its headers {@code jwk}, {@code jku} and
 * {@code x5u} mean nothing. Thread-safe; a request may wait some seconds for the keys of the issuer.
 */
public final class OidcTokens implements Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

    /** Signatures whose keys can be public. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final int LONGEST = 16 << 10;

    private final OidcIssuer issuer;
    private final OidcClaims claims;

    /** Takes tokens of one issuer. */
    public OidcTokens(OidcIssuer issuer, OidcClaims claims) {
        this.issuer = issuer;
        this.claims = claims;
    }

    @Override
    public Optional<Reader> find(String token) throws UnknownNowException {
        Optional<SignedJWT> signed = parse(token);
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        JWTProcessor<SecurityContext> processor = issuer.processor();
        try {
            JWTClaimsSet stated = processor.process(signed.get(), null);
            return Optional.of(claims.reader(stated));
        } catch (BadJOSEException e) {
            LOG.debug("a token is refused: {}", e.getMessage());
            return Optional.empty();
        } catch (KeySourceException e) {
            throw new UnknownNowException("Tokens cannot be checked now: the keys of the issuer cannot be read.", e);
        } catch (JOSEException e) {
            LOG.debug("a token cannot be checked: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A signed token; empty for other texts, for tokens without a signature, and for those with a shared key. */
    private static Optional<SignedJWT> parse(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            return ALGORITHMS.contains(signed.getHeader().getAlgorithm()) ? Optional.of(signed) : Optional.empty();
        } catch (ParseException e) {
            return Optional.empty(); // a key, or nothing at all
        }
    }
}
