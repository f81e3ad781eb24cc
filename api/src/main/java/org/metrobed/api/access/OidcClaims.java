package org.metrobed.api.access;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads who a checked token is of. Immutable. */
public final class OidcClaims {

    /** No project has this id: a reader without a project is limited to none. */
    private static final String NO_PROJECT = "-";

    private static final int LONGEST_NAME = 100;

    private final OidcConfig config;

    public OidcClaims(OidcConfig config) {
        this.config = config;
    }

    /** The reader that a token is of. */
    Reader reader(JWTClaimsSet claims) {
        Role role = values(claims.getClaims(), config.rolesClaim()).stream()
                .flatMap(value -> Stream.ofNullable(config.roles().get(value)))
                .reduce(Role.PUBLIC, (one, other) -> one.includes(other) ? one : other);
        return Reader.of(name(claims.getSubject()), role, projects(claims));
    }

    private List<String> projects(JWTClaimsSet claims) {
        if (config.projectsClaim().isEmpty()) {
            return List.of();
        }
        List<String> ids = values(claims.getClaims(), config.projectsClaim());
        return ids.isEmpty() ? List.of(NO_PROJECT) : ids;
    }

    private static String name(String subject) {
        String plain = subject.replaceAll("\\p{Cntrl}", "?");
        return "user:" + plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }

    /** The texts of a claim: of one with that name, since names may have dots, or else of that path; a text is split at blanks. */
    static List<String> values(Map<String, Object> claims, String name) {
        if (claims.containsKey(name)) {
            return texts(claims.get(name));
        }
        int dot = name.indexOf('.');
        if (dot < 0 || !(claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner)) {
            return List.of();
        }
        Map<String, Object> typed = inner.entrySet().stream()
                .filter(entry -> entry.getKey() != null && entry.getValue() != null)
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> (Object) entry.getValue()));
        return values(typed, name.substring(dot + 1));
    }

    private static List<String> texts(Object value) {
        if (value instanceof String text) {
            return List.of(text.strip().split("\\s+", -1));
        }
        return value instanceof Collection<?> many
                ? many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
