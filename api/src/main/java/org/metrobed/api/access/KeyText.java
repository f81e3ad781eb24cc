package org.metrobed.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metrobed.config.Secret;

/**
 * The text of a key: {@code mbk_PREFIX_SECRET}. The prefix names it; the secret has 256 random bits, so that one round of
 * SHA-256 protects it at rest: nobody can try as many. Immutable.
 *
 * @param prefix names it; may be logged
 * @param text the whole key
 */
public record KeyText(String prefix, Secret text) {

    private static final Pattern FORM = Pattern.compile("mbk_([0-9a-f]{8})_[A-Za-z0-9_-]{43}");
    private static final int PREFIX_BYTES = 4;
    private static final int SECRET_BYTES = 32;

    public KeyText {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(text, "text");
    }

    /** A new key. */
    public static KeyText random(SecureRandom random) {
        byte[] name = new byte[PREFIX_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(name);
        random.nextBytes(secret);
        String prefix = HexFormat.of().formatHex(name);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new KeyText(prefix, new Secret("mbk_" + prefix + "_" + text));
    }

    /** A text as a key; empty if it has not the form of one. */
    static Optional<KeyText> find(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), new Secret(text))) : Optional.empty();
    }

    /** SHA-256 of the whole key. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
