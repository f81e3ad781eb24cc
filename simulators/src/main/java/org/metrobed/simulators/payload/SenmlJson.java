package org.metrobed.simulators.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A SenML pack in JSON (RFC 8428): base name {@code device:} and base time in its first record, then {@code n},
 * {@code t} relative to the base, {@code v}. SenML cannot express a missing value: it is left out, and a pack with only
 * missing values is empty.
 *
 * <p>Units are left out: the catalog states them in UCUM, SenML has its own registry.
 */
public final class SenmlJson implements PayloadFormat {

    /**
     * {@inheritDoc}
     *
     * @throws java.time.format.DateTimeParseException if the time of a sample is not an instant
     */
    @Override
    public byte[] encode(String device, List<PayloadSample> samples) {
        long base = millis(samples.get(0));
        return JsonBytes.of(json -> {
            json.writeStartArray();
            String baseName = device + ":";
            for (PayloadSample sample : samples) {
                long offset = millis(sample) - base;
                for (PayloadSample.Value value : sample.values()) {
                    if (Double.isFinite(value.number())) {
                        writeRecord(json, baseName, base, value, offset);
                        baseName = null;
                    }
                }
            }
            json.writeEndArray();
        });
    }

    private static long millis(PayloadSample sample) {
        return Instant.parse(sample.time()).toEpochMilli();
    }

    /** Includes the base fields if there is a base name. */
    private static void writeRecord(
            JsonGenerator json, String baseName, long baseMillis, PayloadSample.Value value, long offsetMillis)
            throws IOException {
        json.writeStartObject();
        if (baseName != null) {
            json.writeStringField("bn", baseName);
            json.writeFieldName("bt");
            writeSeconds(json, baseMillis);
        }
        json.writeStringField("n", value.property());
        if (offsetMillis != 0) {
            json.writeFieldName("t");
            writeSeconds(json, offsetMillis);
        }
        json.writeFieldName("v");
        JsonBytes.writeNumber(json, value.number());
        json.writeEndObject();
    }

    /** Writes exactly as many decimals as needed. */
    private static void writeSeconds(JsonGenerator json, long millis) throws IOException {
        if (millis % 1000 == 0) {
            json.writeNumber(millis / 1000);
        } else {
            json.writeNumber(BigDecimal.valueOf(millis, 3).stripTrailingZeros());
        }
    }
}
