package org.metrobed.ingest.endpoint;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttUnacceptableProtocolVersionException;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One socket of a client, from its opening to its end. Used by its event loop; the other methods say so. */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class ClientConnection extends SimpleChannelInboundHandler<MqttMessage> {

    private static final long CONNECT_SECONDS = 10;
    private static final long FAREWELL_SECONDS = 5;

    private final EndpointParts parts;
    private ChannelHandlerContext context;
    private Gate gate;
    /** Null before CONNECT. */
    private ConnectRequest request;
    /** Null until the client is admitted. */
    private ServedClient served;

    private boolean ended;

    ClientConnection(EndpointParts parts) {
        this.parts = parts;
    }

    /** Messages wait for the client. Any thread. */
    void wake() {
        Loops.run(context.channel().eventLoop(), this::pump);
    }

    /** Another connection has the session. Any thread. */
    void takenOver() {
        parts.state().counters().takenOver();
        Loops.run(
                context.channel().eventLoop(),
                () -> end(new RuleBroken(RuleBroken.TAKEN_OVER, "the client has connected again")));
    }

    /** Reads no more. Any thread. */
    void stopReading() {
        Loops.run(context.channel().eventLoop(), () -> gate.hold());
    }

    /** The endpoint ends. Any thread. */
    void shutDown() {
        Loops.run(context.channel().eventLoop(), () -> {
            if (served != null) {
                served.forgetWill();
            }
            end(new RuleBroken(RuleBroken.SHUTTING_DOWN, "the endpoint stops"));
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        gate = new Gate(added.channel());
        Runnable late = () -> {
            if (served == null) {
                added.close();
            }
        };
        var unused = added.channel().eventLoop().schedule(late, CONNECT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext unused, MqttMessage message) {
        if (ended) {
            return;
        }
        try {
            if (message.decoderResult().isFailure()) {
                refuseBytes(message.decoderResult().cause());
            } else if (request == null) {
                connect(message);
            } else if (served != null) {
                ended = !served.take(message);
            }
        } catch (RuleBroken e) {
            parts.state().counters().broke(request == null ? "" : request.clientId(), e.getMessage());
            end(e);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext unused) {
        pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext unused, Object event) {
        if (event instanceof IdleStateEvent && !gate.wasClosed()) {
            end(new RuleBroken(RuleBroken.KEEP_ALIVE, "the client is silent"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext unused) {
        if (served != null) {
            served.gone(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
        context.close(); // the socket is broken, or the handshake of TLS failed
    }

    private void pump() {
        if (served != null) {
            served.outbound().pump();
        }
    }

    private void connect(MqttMessage message) throws RuleBroken {
        if (!(message instanceof MqttConnectMessage asked)) {
            throw new RuleBroken(RuleBroken.PROTOCOL, "the first packet is no CONNECT");
        }
        request = ConnectRequest.of(asked);
        Optional<Refusal> refusal = Admission.refuseAtOnce(asked, request);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        gate.hold();
        parts.checks().execute(() -> {
            Admission admission =
                    Admission.decide(request, parts.state().config().access());
            Loops.run(context.channel().eventLoop(), () -> admit(admission));
        });
    }

    private void admit(Admission admission) {
        if (!context.channel().isActive()) {
            return;
        }
        Optional<ClientSessions.Opened> opened = admission.refusal().isPresent()
                ? Optional.empty()
                : parts.state().clientSessions().open(request, admission.user(), this);
        if (opened.isEmpty()) {
            refuse(admission.refusal().orElse(Refusal.OTHER_USER));
            return;
        }
        opened.get().replaced().ifPresent(ClientConnection::takenOver);
        serve(opened.get());
    }

    private void serve(ClientSessions.Opened opened) {
        parts.state().counters().joined();
        served = new ServedClient(parts, request, opened.session(), gate, context.channel());
        context.pipeline().remove(BeforeConnect.class);
        if (request.keepAliveSeconds() > 0) {
            long millis = request.keepAliveSeconds() * 1_500L;
            context.pipeline().addFirst(new IdleStateHandler(millis, 0, 0, TimeUnit.MILLISECONDS));
        }
        int packetBytes = parts.state().config().listener().packetBytes();
        context.writeAndFlush(Replies.connected(request, opened.present(), packetBytes));
        served.outbound().resend();
        gate.release();
    }

    private void refuseBytes(Throwable cause) throws RuleBroken {
        if (cause instanceof MqttUnacceptableProtocolVersionException) {
            refuse(Refusal.VERSION.code(false), Refusal.VERSION.reason());
        } else if (cause instanceof TooLongFrameException) {
            throw new RuleBroken(RuleBroken.PACKET_TOO_LARGE, "the packet is too large");
        } else {
            throw new RuleBroken(RuleBroken.MALFORMED, "the packet is malformed");
        }
    }

    private void refuse(Refusal why) {
        parts.state().counters().refused(request, why);
        refuse(why.code(request.five()), why.reason());
    }

    private void refuse(MqttConnectReturnCode code, String reason) {
        ended = true;
        leave(Replies.refused(code, reason));
    }

    private void end(RuleBroken why) {
        ended = true;
        if (served != null && request.five()) {
            leave(Replies.farewell(why.code(), why.getMessage()));
        } else {
            context.close();
        }
    }

    /** Closes the socket when the last packet is written, or after some seconds if the client does not read. */
    private void leave(MqttMessage last) {
        context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        Runnable late = context::close;
        var unused = context.channel().eventLoop().schedule(late, FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
}
