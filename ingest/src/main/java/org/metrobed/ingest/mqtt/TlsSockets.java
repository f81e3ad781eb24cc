package org.metrobed.ingest.mqtt;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Creates buffered TLS sockets. Paho would use its own TLS sockets only unbuffered, and drop the mark of redelivered
 * messages, so it is configured without TLS. The name in the server's certificate is verified.
 */
final class TlsSockets extends BufferedSockets {

    private final SSLContext context;

    TlsSockets(InboundPackets inbound, SSLContext context) {
        super(inbound);
        this.context = context;
    }

    @Override
    Socket wire() throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    void connected(Socket wire, int timeoutMillis) throws IOException {
        wire.setSoTimeout(timeoutMillis);
        ((SSLSocket) wire).startHandshake();
    }
}
