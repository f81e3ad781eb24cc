package org.metrobed.ingest.endpoint;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.metrobed.access.listen.TlsListener;

/** TLS by the JDK for a listener. Static functions only. */
final class TlsContexts {

    private TlsContexts() {}

    /**
     * The context of a listener.
     *
     * @throws EndpointException if its certificate or key cannot be used
     */
    static SslContext of(TlsListener listener) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(listener.identity(), listener.password().toCharArray());
            SslContextBuilder builder = SslContextBuilder.forServer(keys)
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2");
            if (listener.clients() != null) {
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(listener.clients());
                builder.trustManager(trust).clientAuth(ClientAuth.REQUIRE);
            }
            return builder.build();
        } catch (GeneralSecurityException | IOException e) {
            throw new EndpointException("the TLS certificate or key cannot be used: " + e.getMessage(), e);
        }
    }
}
