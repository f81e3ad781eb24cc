package org.metrobed.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import org.metrobed.access.PrivateFiles;
import org.metrobed.access.listen.TlsListener;

/**
 * Writes the files that HiveMQ reads at its start: a configuration and, for TLS, key stores. Only the owner can read
 * them. The password of the stores is generated each time.
 */
final class BrokerFiles {

    private static final String CONFIG = """
            <?xml version="1.0"?>
            <hivemq>
              <listeners>
                <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>%s
              </listeners>
              <mqtt>
                <queued-messages><max-queue-size>%d</max-queue-size><strategy>discard</strategy></queued-messages>
                <session-expiry><max-interval>4294967295</max-interval></session-expiry>
                <packets><max-packet-size>%d</max-packet-size></packets>
                <receive-maximum><server-receive-maximum>1000</server-receive-maximum></receive-maximum>
              </mqtt>
              <persistence><mode>file</mode></persistence>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private static final String TLS = """

                <tls-tcp-listener>
                  <port>%d</port><bind-address>%s</bind-address>
                  <tls>
                    <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>
                    %s
                  </tls>
                </tls-tcp-listener>""";

    private static final String CLIENTS = """
            <truststore><path>%s</path><password>%s</password></truststore>
                    <client-authentication-mode>REQUIRED</client-authentication-mode>""";

    private final Path folder;
    private final String password;

    BrokerFiles(Path folder) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.folder = folder;
        this.password = Base64.getUrlEncoder().encodeToString(random);
    }

    /** Writes the configuration for these ports, which must be chosen already. */
    void write(BrokerOptions options) throws IOException {
        String tls = options.tls().isPresent() ? tls(options.tls().get()) : "";
        Files.writeString(
                PrivateFiles.create(folder.resolve("config.xml")),
                CONFIG.formatted(options.port(), tls, options.maxQueuedMessages(), options.maxPacketBytes()));
    }

    private String tls(TlsListener listener) throws IOException {
        try {
            Path identity = store("identity.p12", copyKey(listener));
            String clients = listener.clients() == null
                    ? ""
                    : CLIENTS.formatted(
                            xml(store("clients.p12", listener.clients()).toString()), password);
            return TLS.formatted(
                    listener.port(), xml(listener.host()), xml(identity.toString()), password, password, clients);
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS certificate or key cannot be used: " + e.getMessage(), e);
        }
    }

    private KeyStore copyKey(TlsListener listener) throws GeneralSecurityException, IOException {
        KeyStore copy = KeyStore.getInstance("PKCS12");
        copy.load(null, null);
        for (String alias : Collections.list(listener.identity().aliases())) {
            copy.setKeyEntry(
                    alias,
                    listener.identity().getKey(alias, listener.password().toCharArray()),
                    password.toCharArray(),
                    listener.identity().getCertificateChain(alias));
        }
        return copy;
    }

    private Path store(String name, KeyStore store) throws GeneralSecurityException, IOException {
        Path file = PrivateFiles.create(folder.resolve(name)).toAbsolutePath();
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
