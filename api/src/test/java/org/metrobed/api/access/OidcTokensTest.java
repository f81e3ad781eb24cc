package org.metrobed.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a server of OpenID Connect, and forged ones: {@link OidcTokens}, {@link OidcIssuer} and {@link OidcClaims}. */
class OidcTokensTest {

    private static final KeyProvider KEYS = new KeyProvider();
    private static final MockOAuth2Server SERVER = server(KEYS);
    private static final String AUDIENCE = "metrobed";

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.now());
    private Tokens tokens;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start();
        for (URI first : List.of(
                SERVER.wellKnownUrl("city").uri(), SERVER.jwksUrl("city").uri())) {
            HttpClient.newHttpClient() // the first answers of the server take long
                    .send(HttpRequest.newBuilder(first).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    @BeforeEach
    void take() {
        tokens = tokens(config(issuer(), "realm_access.roles", ""));
    }

    @AfterAll
    static void stop() {
        SERVER.shutdown();
    }

    @Test
    void aTokenGivesTheHighestRoleOfItsClaim() throws Exception {
        assertThat(tokens.find(token(Map.of("roles", List.of("staff", "city-ops")), AUDIENCE)))
                .contains(Reader.of("user:ada", Role.OPERATOR));
        assertThat(tokens.find(token(Map.of("roles", List.of("offline_access")), AUDIENCE)))
                .contains(Reader.of("user:ada", Role.PUBLIC));
    }

    @Test
    void oneOfSeveralAudiencesSufficesAndNoneDoesNot() throws Exception {
        Map<String, Object> roles = Map.of("roles", List.of("staff"));
        SignedJWT both = sign(claims().audience(List.of("account", AUDIENCE)).build());
        SignedJWT none = sign(claims().audience((String) null).build());

        assertThat(tokens.find(both.serialize())).isPresent();
        assertThat(tokens.find(token(roles, "account"))).isEmpty();
        assertThat(tokens.find(token(roles, AUDIENCE + "2"))).isEmpty();
        assertThat(tokens.find(none.serialize())).isEmpty();
    }

    @Test
    void tokensOfAnotherIssuerAreRefused() throws Exception {
        assertThat(tokens.find(SERVER.issueToken("elsewhere", "ada", AUDIENCE, Map.of())
                        .serialize()))
                .isEmpty();
        assertThat(tokens.find(sign(claims().issuer(issuer() + "/").build()).serialize()))
                .isEmpty();
    }

    @Test
    void timesHoldWithinTheSkewOfClocksAlone() throws Exception {
        Date ended = Date.from(time.get().minusSeconds(20));
        Date later = Date.from(time.get().plusSeconds(20));
        assertThat(tokens.find(sign(claims().expirationTime(ended).build()).serialize()))
                .isPresent();
        assertThat(tokens.find(sign(claims().notBeforeTime(later).build()).serialize()))
                .isPresent();
        assertThat(tokens.find(sign(claims().expirationTime(null).build()).serialize()))
                .as("without an end")
                .isEmpty();
        assertThat(tokens.find(sign(claims().subject(null).build()).serialize()))
                .as("of nobody")
                .isEmpty();

        String token = token(Map.of(), AUDIENCE);
        assertThat(tokens.find(token)).isPresent();
        time.set(time.get().plus(Duration.ofHours(2)));
        assertThat(tokens.find(token)).isEmpty();
    }

    @Test
    void unsignedTokensAndSharedKeysAreRefused() throws Exception {
        JWTClaimsSet claims = claims().build();
        assertThat(tokens.find(new PlainJWT(claims).serialize())).as("alg none").isEmpty();
        assertThat(tokens.find(new PlainJWT(claims).serialize() + "AAAA")).isEmpty();
        for (byte[] publicKey : List.of(
                serverKey().toRSAPublicKey().getEncoded(),
                serverKey().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT confused = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(serverKey().getKeyID())
                            .build(),
                    claims);
            confused.sign(new MACSigner(publicKey));
            assertThat(tokens.find(confused.serialize()))
                    .as("the public key as a secret")
                    .isEmpty();
        }
    }

    @Test
    void keysAndAddressesInATokenMeanNothing() throws Exception {
        RSAKey own = new RSAKeyGenerator(2048).keyID(serverKey().getKeyID()).generate();
        for (JWSHeader header : List.of(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(own.getKeyID()).build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(own.toPublicJWK()).build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                        .keyID("../../../../dev/null")
                        .build(),
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("x' or '1'='1").build())) {
            SignedJWT forged = new SignedJWT(header, claims().build());
            forged.sign(new RSASSASigner(own));
            assertRefused(tokens, forged);
        }
    }

    @Test
    void textsThatAreNoTokensAreOfNobody() throws Exception {
        for (String text : List.of("", ".", "..", "a.b.c", "x".repeat(100_000), "mbk_00000000_" + "x".repeat(43))) {
            assertThat(tokens.find(text)).isEmpty();
        }
        String token = token(Map.of(), AUDIENCE);
        assertThat(tokens.find(token.substring(0, token.length() - 5) + "AAAAA"))
                .isEmpty();
    }

    @Test
    void aNewKeyOfTheIssuerIsTakenWithoutARestart() throws Exception {
        RotatingKeys keys = new RotatingKeys(rsa("first"));
        MockOAuth2Server rotating = server(keys);
        rotating.start();
        OidcConfig config = config(rotating.issuerUrl("one").toString(), "roles", "");
        Tokens taken = tokens(config);
        assertThat(taken.find(rotating.issueToken("one", "ada", AUDIENCE).serialize()))
                .isPresent();

        keys.now.set(rsa("second"));
        assertThat(taken.find(rotating.issueToken("one", "ada", AUDIENCE).serialize()))
                .as("signed with the key that the issuer has now")
                .isPresent();
        SignedJWT unknown = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("third").build(),
                claims().issuer(config.issuer().toString()).build());
        unknown.sign(new RSASSASigner(rsa("third")));
        assertRefused(taken, unknown);
        rotating.shutdown();
    }

    /** The key of an issuer that changes it. */
    private static final class RotatingKeys extends KeyProvider {

        private final AtomicReference<RSAKey> now;

        RotatingKeys(RSAKey first) {
            super(List.of());
            this.now = new AtomicReference<>(first);
        }

        @Override
        public JWK signingKey(String issuer) {
            return now.get();
        }
    }

    @Test
    void anIssuerThatIsAwayIsSaidAndNotTakenForAWrongToken() throws Exception {
        OidcConfig away = config("http://127.0.0.1:1/city", "roles", "");
        String token = token(Map.of(), AUDIENCE);
        assertThatThrownBy(() -> tokens(away).find(token)).isInstanceOf(Tokens.UnknownNowException.class);
    }

    @Test
    void projectsOfATokenLimitItsReader() throws Exception {
        Tokens limited = tokens(config(issuer(), "realm_access.roles", "https://city.example/projects"));
        SignedJWT some = sign(claims().claim("https://city.example/projects", List.of("b", "a"))
                .build());
        assertThat(limited.find(some.serialize()).orElseThrow().projects()).containsExactly("a", "b");
        assertThat(limited.find(sign(claims().build()).serialize())
                        .orElseThrow()
                        .isLimited())
                .as("without the claim it has no project")
                .isTrue();
    }

    /** Not of a reader; too many unknown keys in a short time may be answered "later". */
    private static void assertRefused(Tokens tokens, SignedJWT forged) {
        try {
            assertThat(tokens.find(forged.serialize()))
                    .as(forged.getHeader().toString())
                    .isEmpty();
        } catch (Tokens.UnknownNowException e) {
            assertThat(e).hasMessageContaining("cannot be checked now");
        }
    }

    private Tokens tokens(OidcConfig config) {
        InstantSource clock = time::get;
        return new OidcTokens(new OidcIssuer(config, clock), new OidcClaims(config));
    }

    private static OidcConfig config(String issuer, String rolesClaim, String projectsClaim) {
        return new OidcConfig(
                URI.create(issuer),
                Set.of(AUDIENCE, "other"),
                Optional.empty(),
                rolesClaim,
                Map.of("staff", Role.RESEARCHER, "city-ops", Role.OPERATOR),
                projectsClaim,
                Duration.ofSeconds(30));
    }

    private static MockOAuth2Server server(KeyProvider keys) {
        return new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
    }

    private static RSAKey rsa(String kid) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(kid).generate();
    }

    private static String issuer() {
        return SERVER.issuerUrl("city").toString();
    }

    private static String token(Map<String, Object> realm, String audience) {
        return SERVER.issueToken("city", "ada", audience, Map.of("realm_access", realm))
                .serialize();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("ada")
                .audience(AUDIENCE)
                .expirationTime(Date.from(time.get().plusSeconds(300)));
    }

    /** Claims that the server would not state, with its key. */
    private static SignedJWT sign(JWTClaimsSet claims) throws JOSEException {
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(serverKey().getKeyID())
                        .build(),
                claims);
        signed.sign(new RSASSASigner(serverKey()));
        return signed;
    }

    private static RSAKey serverKey() {
        return (RSAKey) KEYS.signingKey("city");
    }
}
