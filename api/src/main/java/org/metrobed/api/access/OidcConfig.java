package org.metrobed.api.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Whose bearer tokens of OpenID Connect are taken, and which roles they give. Immutable.
 *
 * @param issuer exactly as tokens state it
 * @param audiences a token must be for one of these
 * @param keys where the issuer's keys are; empty: where its configuration says
 * @param rolesClaim name of the claim with the roles, or a path of names with dots
 * @param roles the role that each value of that claim gives
 * @param projectsClaim the claim with the ids of the only projects; empty: a reader is not limited
 * @param skew how far clocks may differ
 */
public record OidcConfig(
        URI issuer,
        Set<String> audiences,
        Optional<URI> keys,
        String rolesClaim,
        Map<String, Role> roles,
        String projectsClaim,
        Duration skew) {

    /** Setting of the issuer. */
    public static final Setting ISSUER = Setting.of(
            "METROBED_OIDC_ISSUER",
            "issuer of OpenID Connect whose bearer tokens the API takes, exactly as its tokens state it, such as"
                    + " https://sso.example.org/realms/city; https, or http on this machine; empty: none",
            "");

    /** Setting of the audiences. */
    public static final Setting AUDIENCE = Setting.of(
            "METROBED_OIDC_AUDIENCE",
            "audience that a token must state, among others or alone; several: separated by commas; needed with"
                    + " METROBED_OIDC_ISSUER",
            "");

    /** Setting of the address of keys. */
    public static final Setting KEYS = Setting.of(
            "METROBED_OIDC_JWKS_URL",
            "address of the issuer's keys; empty: its /.well-known/openid-configuration says it",
            "");

    /** Setting of the claim with the roles. */
    public static final Setting ROLES_CLAIM = Setting.of(
            "METROBED_OIDC_ROLES_CLAIM",
            "claim with the roles of a reader: its name, or a path such as realm_access.roles",
            "roles");

    /** Setting of the roles. */
    public static final Setting ROLES = Setting.of(
            "METROBED_OIDC_ROLES",
            "what values of that claim mean: ROLE=VALUE, separated by commas; a role may occur again; the highest one counts, and"
                    + " a token without any gives the role public",
            "researcher=metrobed-researcher,operator=metrobed-operator,admin=metrobed-admin");

    /** Setting of the claim with the projects. */
    public static final Setting PROJECTS_CLAIM = Setting.of(
            "METROBED_OIDC_PROJECTS_CLAIM",
            "claim with the ids of the only projects of a reader, as METROBED_OIDC_ROLES_CLAIM; without it in a token the reader has"
                    + " none; empty: readers are not limited",
            "");

    /** Setting of the difference of clocks. */
    public static final Setting SKEW = Setting.of(
            "METROBED_OIDC_CLOCK_SKEW", "how far the clocks of issuer and API may differ, at most PT5M", "PT30S");

    private static final Duration MOST_SKEW = Duration.ofMinutes(5);
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    public OidcConfig {
        Objects.requireNonNull(issuer, "issuer");
        audiences = Set.copyOf(audiences);
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(rolesClaim, "rolesClaim");
        roles = Map.copyOf(roles);
        Objects.requireNonNull(projectsClaim, "projectsClaim");
        Objects.requireNonNull(skew, "skew");
    }

    /** Every setting. */
    public static List<Setting> settings() {
        return List.of(ISSUER, AUDIENCE, KEYS, ROLES_CLAIM, ROLES, PROJECTS_CLAIM, SKEW);
    }

    /** Reads the settings; empty without an issuer. Errors are collected in {@code settings} until its check. */
    public static Optional<OidcConfig> read(Settings settings) {
        String issuer = settings.text(ISSUER);
        Set<String> audiences = Set.copyOf(words(settings.text(AUDIENCE)));
        Duration skew = settings.duration(SKEW);
        if (skew.isNegative() || skew.compareTo(MOST_SKEW) > 0) {
            settings.reject(SKEW, "must be PT0S to PT5M");
        }
        Map<String, Role> roles = roles(settings);
        if (issuer.isEmpty()) {
            return Optional.empty();
        }
        if (audiences.isEmpty()) {
            settings.reject(
                    AUDIENCE, "must be set, because " + ISSUER.name() + " is: else tokens for others would be taken");
        }
        Optional<URI> address = address(settings, ISSUER);
        Optional<URI> keys = settings.text(KEYS).isEmpty() ? Optional.empty() : address(settings, KEYS);
        return address.map(uri -> new OidcConfig(
                uri, audiences, keys, settings.text(ROLES_CLAIM), roles, settings.text(PROJECTS_CLAIM), skew));
    }

    /** Whether keys may be read from an address: with TLS, or on this machine. */
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme())
                || ("http".equals(address.getScheme())
                        && address.getHost() != null
                        && HERE.contains(address.getHost()));
    }

    private static Optional<URI> address(Settings settings, Setting setting) {
        String text = settings.address(setting, "https", "http");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI address = URI.create(text);
        if (!isSafe(address)) {
            settings.reject(setting, "must begin with https://, or be on this machine");
            return Optional.empty();
        }
        return Optional.of(address);
    }

    private static Map<String, Role> roles(Settings settings) {
        Map<String, Role> roles = new TreeMap<>();
        for (String pair : words(settings.text(ROLES))) {
            int at = pair.indexOf('=');
            try {
                Role role = Role.parse(pair.substring(0, Math.max(0, at)));
                roles.merge(pair.substring(at + 1), role, (one, other) -> one.includes(other) ? one : other);
            } catch (IllegalArgumentException e) {
                settings.reject(ROLES, "must be ROLE=VALUE, separated by commas; each ROLE one of " + Role.words());
            }
        }
        return roles;
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
