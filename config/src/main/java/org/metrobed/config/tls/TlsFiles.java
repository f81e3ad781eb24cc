package org.metrobed.config.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * The PEM files that a client uses for TLS; empty texts for none. Immutable. The files are read at each
 * {@link #context}, so that a renewed certificate is used from the next connection on.
 *
 * @param ca certificates to trust; empty for those of the JVM
 * @param certificate the client's own certificate chain, for mutual TLS
 * @param key the unencrypted PKCS#8 key of that certificate
 */
public record TlsFiles(String ca, String certificate, String key) {

    /** The JVM's certificate authorities, and no client certificate. */
    public static final TlsFiles NONE = new TlsFiles("", "", "");

    private static final char[] IN_MEMORY = "in memory".toCharArray();

    public TlsFiles {
        Objects.requireNonNull(ca, "ca");
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs its key, and a key its certificate");
        }
    }

    /**
     * Reads the settings and checks the files; errors are added to the settings.
     *
     * @param url address of the server, {@code ssl://} for TLS; empty if it is itself invalid
     * @return {@link #NONE} if there is an error
     */
    public static TlsFiles read(Settings settings, String url, Setting ca, Setting certificate, Setting key) {
        String caFile = settings.text(ca);
        String certificateFile = settings.text(certificate);
        String keyFile = settings.text(key);
        boolean complete = certificateFile.isEmpty() == keyFile.isEmpty();
        if (!complete) {
            settings.reject(
                    certificateFile.isEmpty() ? certificate : key,
                    "is not set, must go with " + (certificateFile.isEmpty() ? key : certificate).name());
        }
        boolean used = !(caFile + certificateFile + keyFile).isEmpty();
        if (used && !url.isEmpty() && !url.startsWith("ssl:")) {
            settings.reject(caFile.isEmpty() ? certificate : ca, "needs an address that starts with ssl://");
        }
        boolean good = tryRead(settings, ca, caFile, () -> Pem.trust(Path.of(caFile)));
        good &= tryRead(settings, certificate, certificateFile, () -> Pem.certificates(Path.of(certificateFile)));
        good &= tryRead(settings, key, keyFile, () -> Pem.key(Path.of(keyFile)));
        if (good && complete && !keyFile.isEmpty()) {
            good = tryRead(
                    settings, key, keyFile, () -> Pem.identity(Path.of(certificateFile), Path.of(keyFile), IN_MEMORY));
        }
        return good && complete ? new TlsFiles(caFile, certificateFile, keyFile) : NONE;
    }

    /**
     * A context with these authorities and this certificate.
     *
     * @throws TlsException that names the file and the violated rule
     */
    public SSLContext context() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(ca.isEmpty() ? null : Pem.trust(Path.of(ca)));
            KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            KeyStore own = key.isEmpty() ? null : Pem.identity(Path.of(certificate), Path.of(key), IN_MEMORY);
            identity.init(own, own == null ? null : IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new TlsException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static boolean tryRead(Settings settings, Setting setting, String file, Runnable reading) {
        try {
            if (!file.isEmpty()) {
                reading.run();
            }
            return true;
        } catch (TlsException e) {
            settings.reject(setting, "cannot be used: " + e.getMessage());
            return false;
        }
    }
}
