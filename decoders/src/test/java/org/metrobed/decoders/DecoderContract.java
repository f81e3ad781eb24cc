package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;

/** Rules for the result of any decoder on any bytes. Static functions only. */
final class DecoderContract {

    private static final int MAX_DETAIL = 500;

    private DecoderContract() {}

    /** Indices count up from 0 and each is in one list, or the whole message is one rejection; sentences are short. */
    static void assertKept(Decoded decoded, Message message) {
        int[] indices = IntStream.concat(
                        decoded.measurements().stream().mapToInt(Measurement::index),
                        decoded.rejections().stream().mapToInt(Decoded.Rejection::index))
                .sorted()
                .toArray();
        boolean whole = indices.length == 1 && indices[0] == -1 && isRejectedWhole(decoded);
        boolean each = Arrays.equals(indices, IntStream.range(0, indices.length).toArray());
        boolean brief =
                decoded.rejections().stream().allMatch(one -> one.detail().length() <= MAX_DETAIL);
        if (!(whole || each) || !brief) {
            assertThat(decoded)
                    .as(message.topic() + " " + new String(message.payload(), ISO_8859_1))
                    .isNull();
        }
    }

    /** Whether there are no readings, rejections, status signals or commands. */
    static boolean isSilent(Decoded decoded) {
        return decoded.equals(Decoded.NOTHING);
    }

    private static boolean isRejectedWhole(Decoded decoded) {
        return decoded.measurements().isEmpty() && decoded.rejections().size() == 1;
    }
}
