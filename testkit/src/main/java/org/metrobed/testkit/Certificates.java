package org.metrobed.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority for a test, created by the JDK's keytool in a folder; it issues certificates as PEM files.
 */
public final class Certificates {

    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final Path authority;

    /** A PEM certificate chain and its key. Immutable. */
    public record Pair(Path certificate, Path key) {}

    private Certificates(Path folder) {
        this.folder = folder;
        this.authority = folder.resolve("authority.p12");
    }

    /** Creates an authority; this takes about a second, as does each certificate. */
    public static Certificates create(Path folder) {
        Certificates made = new Certificates(folder);
        made.keytool(
                made.authority,
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Authority",
                "-ext",
                "bc:c");
        return made;
    }

    /** The authority's own certificate, for clients and servers that trust it. */
    public Path authority() {
        return write(folder.resolve("authority.pem"), "CERTIFICATE", load(authority, "it"));
    }

    /**
     * Issues a certificate with this name for this host.
     *
     * @param host a subject alternative name in keytool's format, such as {@code ip:127.0.0.1} or {@code dns:localhost}
     */
    public Pair issue(String name, String host) {
        Path store = folder.resolve(name + ".p12");
        Path request = folder.resolve(name + ".csr");
        Path signed = folder.resolve(name + ".crt");
        keytool(store, "-genkeypair", "-alias", "it", "-keyalg", "EC", "-dname", "CN=" + name);
        keytool(store, "-certreq", "-alias", "it", "-file", request.toString());
        keytool(
                authority,
                "-gencert",
                "-alias",
                "it",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString(),
                "-rfc",
                "-ext",
                "san=" + host);
        return new Pair(signed, write(folder.resolve(name + ".key"), "PRIVATE KEY", loadKey(store)));
    }

    private void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static byte[] load(Path store, String alias) {
        try {
            return open(store).getCertificate(alias).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] loadKey(Path store) {
        try {
            return open(store).getKey("it", PASSWORD.toCharArray()).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore open(Path store) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String label, byte[] content) {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN " + label + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + label
                            + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
