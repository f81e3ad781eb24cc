package org.metrobed.simulators.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.StatedFlag;

/**
 * Native JSON: {@code {"t":"2026-05-01T12:00:00Z","o":{"pm25":12.4}}}, or an array of these if there are several. A
 * missing value is null. A value with a unit or a flag is {@code {"v":12.4,"u":"ppb","qc":3}}. Text that is not a number is sent as text, so that the receiver can refuse it by name.
 */
public final class NativeJson implements PayloadFormat {

    @Override
    public byte[] encode(String device, List<PayloadSample> samples) {
        return JsonBytes.of(json -> {
            if (samples.size() == 1) {
                write(json, samples.get(0));
                return;
            }
            json.writeStartArray();
            for (PayloadSample sample : samples) {
                write(json, sample);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, PayloadSample sample) throws IOException {
        json.writeStartObject();
        json.writeStringField("t", sample.time());
        json.writeObjectFieldStart("o");
        for (PayloadSample.Value value : sample.values()) {
            json.writeFieldName(value.property());
            boolean alone = value.unit() == null && value.flag().equals(StatedFlag.NONE);
            if (!alone) {
                json.writeStartObject();
                json.writeFieldName("v");
            }
            writeNumber(json, value);
            if (!alone) {
                writeUnitAndFlag(json, value);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, PayloadSample.Value value) throws IOException {
        if (value.text() != null) {
            json.writeString(value.text());
        } else if (Double.isFinite(value.number())) {
            JsonBytes.writeNumber(json, value.number());
        } else {
            json.writeNull();
        }
    }

    private static void writeUnitAndFlag(JsonGenerator json, PayloadSample.Value value) throws IOException {
        if (value.unit() != null) {
            json.writeStringField("u", value.unit());
        }
        if (value.flag().flag() != QualityFlag.GOOD) {
            json.writeNumberField("qc", value.flag().flag().code());
        }
        if (value.flag().censored()) {
            json.writeBooleanField("censored", true);
        }
    }
}
