package org.metrobed.api.deadletter;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.metrobed.api.http.Moments;
import org.metrobed.api.raw.StoredRawRecord;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/** Response headers that describe a payload. Static functions only. */
final class PayloadHeaders {

    private PayloadHeaders() {}

    static void write(Context context, StoredRawRecord record) {
        context.header(
                        "Metrobed-Mqtt-Topic",
                        safe(record.findText(RawHeaders.MQTT_TOPIC).orElse("")))
                .header("Metrobed-Received-Time", Moments.format(Instant.ofEpochMilli(record.receivedMillis())))
                .header(
                        "Metrobed-Kind",
                        record.findKind().map(RawKind::name).orElse("unknown").toLowerCase(Locale.ROOT));
        record.findText(RawHeaders.CONTENT_TYPE).ifPresent(type -> context.header("Metrobed-Content-Type", safe(type)));
        record.findSha256()
                .ifPresent(
                        hash -> context.header("Metrobed-Sha256", HexFormat.of().formatHex(hash)));
    }

    /** Percent-encodes characters that a header must not contain; the texts come from whoever published the message. */
    static String safe(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7F && octet != '%') {
                out.append((char) octet);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return out.toString();
    }
}
