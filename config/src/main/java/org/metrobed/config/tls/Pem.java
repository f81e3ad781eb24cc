package org.metrobed.config.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files into key stores of the JDK, in memory. Static functions only; each throws {@link TlsException}. */
public final class Pem {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z]+ PRIVATE KEY)-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final byte[] PROBE = {1, 2, 3};

    private Pem() {}

    /** The certificates of a file as trusted certificates. */
    public static KeyStore trust(Path file) {
        try {
            KeyStore store = empty();
            int number = 0;
            for (X509Certificate certificate : certificates(file)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * A certificate chain, the own certificate first, and its key. In memory, the key is protected with this password.
     *
     * @param key file of an unencrypted PKCS#8 key: RSA, EC or Ed25519
     */
    public static KeyStore identity(Path certificate, Path key, char[] password) {
        List<X509Certificate> chain = certificates(certificate);
        PrivateKey secret = key(key);
        requirePair(chain.get(0), secret, key);
        try {
            KeyStore store = empty();
            store.setKeyEntry("identity", secret, password, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(certificate, e);
        }
    }

    /** When the first of a file's certificates expires. */
    public static Instant expiry(Path file) {
        return certificates(file).stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new TlsException(file + " holds no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new TlsException(file + " holds no PEM certificate", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static PrivateKey key(Path file) {
        try {
            String text = Files.readString(file);
            Matcher matcher = KEY.matcher(text);
            if (!matcher.find()) {
                throw new TlsException(file + describe(text));
            }
            return key(file, Base64.getMimeDecoder().decode(matcher.group(1)));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new TlsException(file + " holds a damaged key", e);
        }
    }

    private static PrivateKey key(Path file, byte[] encoded) {
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> key = find(file, algorithm, encoded);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new TlsException(file + " holds a key that is none of " + String.join(", ", ALGORITHMS));
    }

    private static Optional<PrivateKey> find(Path file, String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private static String describe(String text) {
        Matcher other = OTHER_KEY.matcher(text);
        return other.find()
                ? " holds an " + other.group(1) + ", must be an unencrypted PKCS#8 key (openssl pkcs8 -topk8 -nocrypt)"
                : " holds no PRIVATE KEY in PEM";
    }

    private static void requirePair(X509Certificate certificate, PrivateKey key, Path file) {
        String name = key.getAlgorithm().equals("RSA")
                ? "SHA256withRSA"
                : key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
        try {
            Signature signature = Signature.getInstance(name);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException(file + " is not the key of the certificate", e);
        }
        throw new TlsException(file + " is not the key of the certificate");
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static TlsException unreadable(Path file, IOException cause) {
        return new TlsException(file + (Files.exists(file) ? " cannot be read" : " does not exist"), cause);
    }

    private static TlsException unusable(Path file, Exception cause) {
        return new TlsException(file + " cannot be used: " + cause.getMessage(), cause);
    }
}
