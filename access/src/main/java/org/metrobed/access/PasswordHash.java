package org.metrobed.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password hash in Mosquitto's format: PBKDF2 with SHA-512, written as {@code $7$iterations$salt$hash} in Base64.
 * Immutable; {@code toString} hides it.
 */
public final class PasswordHash {

    /** Few enough for a thousand gateways that reconnect at once; generated passwords cannot be guessed anyway. */
    private static final int ITERATIONS = 1_000;

    /** OWASP's figure for SHA-512 of 2023: a password that a person chose may be in a list of guesses. */
    private static final int ITERATIONS_OF_CHOSEN = 210_000;

    /** Mosquitto 2.0 accepts no other length. */
    private static final int SALT_BYTES = 12;

    private static final int HASH_BITS = 512;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final Pattern FORMAT =
            Pattern.compile("\\$7\\$([0-9]{1,8})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /** Hashes a generated password, of at least 128 random bits, with a new salt. */
    public static PasswordHash of(String password, SecureRandom random) {
        return of(password, random, ITERATIONS);
    }

    /** Hashes a password that a person chose with a new salt; this and each check of it takes about 0.2 s. */
    public static PasswordHash ofChosen(String password, SecureRandom random) {
        return of(password, random, ITERATIONS_OF_CHOSEN);
    }

    private static PasswordHash of(String password, SecureRandom random, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations));
    }

    /**
     * Reads the output of {@link #text}.
     *
     * @throws IllegalArgumentException if it has another format; the message does not contain the text
     */
    public static PasswordHash parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the password is not hashed as $7$iterations$salt$hash (PBKDF2-SHA512)");
        }
        int iterations = Integer.parseInt(matcher.group(1));
        byte[] salt = Base64.getDecoder().decode(matcher.group(2));
        byte[] hash = Base64.getDecoder().decode(matcher.group(3));
        if (iterations < 1 || iterations > MOST_ITERATIONS || hash.length * Byte.SIZE != HASH_BITS) {
            throw new IllegalArgumentException("the password's hash is damaged");
        }
        return new PasswordHash(iterations, salt, hash);
    }

    /** Whether this is the hash of that password; takes the same time for a wrong and a correct password. */
    public boolean matches(String password) {
        return !password.isEmpty() && MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    /** The part of a password file's line after the user's name. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "$7$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        Objects.requireNonNull(password, "password");
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AccessException("this Java has no PBKDF2 with SHA-512", e);
        }
    }
}
