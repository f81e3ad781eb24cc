package org.metrobed.ingest.endpoint;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.metrobed.access.listen.TlsListener;
import org.metrobed.ingest.mqtt.Incoming;

/** The listening server: accepts the sockets of clients until it is closed. Thread-safe. */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
public final class MqttEndpoint implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_ID_LENGTH = 65_535;
    private static final long EXPIRE_SECONDS = 5;
    private static final long CLOSE_MILLIS = 2_000;

    private final NioEventLoopGroup loops =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("ingest-mqtt", true));
    private final ExecutorService checks =
            Executors.newFixedThreadPool(THREADS, task -> EndpointState.daemon(task, "ingest-mqtt-check"));
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final EndpointState state;
    private final EndpointParts parts;

    private MqttEndpoint(EndpointState state, MessageLog log) {
        this.state = state;
        this.parts = new EndpointParts(state, log, new InFlightBytes(), checks);
    }

    /**
     * Starts to listen.
     *
     * @throws EndpointException if a port is taken or the TLS files cannot be used
     */
    public static MqttEndpoint start(EndpointState state, MessageLog log) {
        MqttEndpoint endpoint = new MqttEndpoint(state, log);
        boolean started = false;
        try {
            endpoint.listen();
            started = true;
            return endpoint;
        } finally {
            if (!started) {
                endpoint.close();
            }
        }
    }

    /** Reads nothing more from clients; what was read is still acknowledged. */
    public void stopReading() {
        connections.forEach(ClientConnection::stopReading);
    }

    /** Stores a message of no connected client when there is room. */
    public void store(Incoming message) {
        Wills.store(message, parts, loops.next());
    }

    /** Ends all connections within some seconds; the acknowledgements that are due are sent. */
    @Override
    public void close() {
        connections.forEach(ClientConnection::shutDown);
        channels.stream().filter(channel -> !(channel instanceof SocketChannel)).forEach(Channel::close);
        channels.newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS);
        channels.close().awaitUninterruptibly(CLOSE_MILLIS);
        loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
        checks.shutdownNow();
        state.clientSessions().forgetUnstored();
    }

    private void listen() {
        bind("127.0.0.1", state.config().port(), Optional.empty());
        state.config().listener().tls().map(ListenerTls::listener).ifPresent(tls -> bind(tls.host(), tls.port(), tls));
        var unused = loops.scheduleWithFixedDelay(
                state.clientSessions()::expire, EXPIRE_SECONDS, EXPIRE_SECONDS, TimeUnit.SECONDS);
    }

    private void bind(String host, int port, TlsListener tls) {
        bind(host, port, Optional.of(TlsContexts.of(tls)));
    }

    private void bind(String host, int port, Optional<SslContext> tls) {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, tls);
                    }
                })
                .bind(new InetSocketAddress(host, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new EndpointException(
                    "ingest cannot listen for MQTT on " + host + ":" + port + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        channels.add(bound.channel());
    }

    private void accept(SocketChannel channel, Optional<SslContext> tls) {
        ClientConnection connection = new ClientConnection(parts);
        channels.add(channel);
        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
        channel.pipeline()
                .addLast(new BeforeConnect())
                .addLast(new MqttDecoder(bodyBytes(state.config().listener().packetBytes()), MOST_ID_LENGTH))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new FlowControlHandler())
                .addLast(connection);
        connections.add(connection); // now it knows its socket
        channel.closeFuture().addListener(closed -> connections.remove(connection));
    }

    /** The largest body of a packet, without the byte of its type and the bytes of its length. */
    private static int bodyBytes(int packetBytes) {
        int lengthBytes = 1;
        while (lengthBytes < 4 && packetBytes - 1 - lengthBytes >= 1 << (7 * lengthBytes)) {
            lengthBytes++;
        }
        return packetBytes - 1 - lengthBytes;
    }
}
