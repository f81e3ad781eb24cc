package org.metrobed.ingest.endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a socket of a client that is not admitted if its first byte begins no CONNECT packet, or if it sends too much. It is
 * removed when the client is admitted.
 */
@SuppressWarnings("FutureReturnValueIgnored") // if a write fails, Netty closes the socket
final class BeforeConnect extends ChannelInboundHandlerAdapter {

    /** The number of bytes of a client that is not admitted. */
    static final int MOST_BYTES = 512 << 10;

    private static final int CONNECT = 0x10;

    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        ByteBuf read = (ByteBuf) message;
        boolean wrong = bytes == 0 && read.isReadable() && read.getUnsignedByte(read.readerIndex()) != CONNECT;
        bytes += read.readableBytes();
        if (wrong || bytes > MOST_BYTES) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            super.channelRead(context, message);
        }
    }
}
