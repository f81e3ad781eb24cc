package org.metrobed.decoders.frame;

import java.util.Locale;

/** The data formats of Ruuvi. A code that means "not available" is a missing value. */
enum RuuviFormat {
    /** RAWv1. */
    THREE(3, 14) {
        @Override
        void read(Frame frame, FrameReadings readings) {
            Values values = new Values(frame, frame.device(), readings);
            int degrees = frame.at(2) & 0x7f;
            double temperature = degrees + frame.at(3) / 100.0;
            values.add("temperature", frame.at(2) > 0x7f ? -temperature : temperature, "Cel");
            values.add("humidity", frame.at(1) / 2.0, "%");
            values.add("pressure", frame.unsigned(4, 2, false) + PASCALS, "Pa");
            values.add("acceleration-x", frame.signed(6, 2) / 1e3, "[g]");
            values.add("acceleration-y", frame.signed(8, 2) / 1e3, "[g]");
            values.add("acceleration-z", frame.signed(10, 2) / 1e3, "[g]");
            values.add("battery-voltage", frame.unsigned(12, 2, false) / 1e3, "V");
        }
    },

    /** RAWv2. */
    FIVE(5, 24) {
        @Override
        void read(Frame frame, FrameReadings readings) {
            Values values = new Values(frame, mac(frame, 18, 6), readings);
            values.climate();
            values.signed("acceleration-x", 7, 1_000, "[g]");
            values.signed("acceleration-y", 9, 1_000, "[g]");
            values.signed("acceleration-z", 11, 1_000, "[g]");
            int power = (int) frame.unsigned(13, 2, false);
            values.add("battery-voltage", power >> 5 == 0x7ff ? Double.NaN : ((power >> 5) + 1_600) / 1e3, "V");
            values.add("tx-power", (power & 0x1f) == 0x1f ? Double.NaN : (power & 0x1f) * 2.0 - 40, null);
            values.unsigned("movement-counter", 15, 1, 1, null);
            values.unsigned("sequence-number", 16, 2, 1, null);
        }
    },

    /** Air quality. */
    SIX(6, 20) {
        @Override
        void read(Frame frame, FrameReadings readings) {
            Values values = new Values(frame, mac(frame, 17, 3), readings);
            values.climate();
            values.unsigned("pm25", 7, 2, 10, "ug/m3");
            values.unsigned("co2", 9, 2, 1, "[ppm]");
            values.index("voc-index", (frame.at(11) << 1) | ((frame.at(16) >> 6) & 1));
            values.index("nox-index", (frame.at(12) << 1) | ((frame.at(16) >> 7) & 1));
            double luminosity = frame.at(13) == 0xff ? Double.NaN : Math.exp(frame.at(13) * LUMINOSITY_STEP) - 1;
            values.add("luminosity", Math.rint(luminosity * 100) / 100, "lx");
            values.unsigned("sequence-number", 15, 1, 1, null);
        }
    };

    private static final double PASCALS = 50_000;
    private static final double LUMINOSITY_STEP = Math.log(65_536) / 254;

    private final int code;
    private final int length;

    RuuviFormat(int code, int length) {
        this.code = code;
        this.length = length;
    }

    /** The format whose number is the first byte; null if there is none. */
    static RuuviFormat of(int code) {
        for (RuuviFormat format : values()) {
            if (format.code == code) {
                return format;
            }
        }
        return null;
    }

    /** Bytes, with the number of the format. */
    int length() {
        return length;
    }

    /** Adds the readings of a frame that is long enough. */
    abstract void read(Frame frame, FrameReadings readings);

    private static String mac(Frame frame, int at, int size) {
        String hex = frame.hex(at, size);
        boolean stated = !hex.matches("f+") && frame.device() == null;
        return stated ? hex.toUpperCase(Locale.ROOT).replaceAll("..(?=.)", "$0:") : frame.device();
    }

    /** The values of one frame. One thread. */
    private record Values(Frame frame, String device, FrameReadings readings) {

        private static final int NOT_AVAILABLE = -0x8000;

        void add(String property, double value, String unit) {
            readings.accept(device, property, frame.micros(), value, unit);
        }

        /** Temperature, humidity and pressure, which two formats have at the same places. */
        void climate() {
            signed("temperature", 1, 200, "Cel");
            unsigned("humidity", 3, 2, 400, "%");
            long pressure = frame.unsigned(5, 2, false);
            add("pressure", pressure == 0xffff ? Double.NaN : pressure + PASCALS, "Pa");
        }

        void signed(String property, int at, int divisor, String unit) {
            long number = frame.signed(at, 2);
            add(property, number == NOT_AVAILABLE ? Double.NaN : (double) number / divisor, unit);
        }

        void unsigned(String property, int at, int size, int divisor, String unit) {
            long number = frame.unsigned(at, size, false);
            boolean missing = number == (1L << (size * 8)) - 1;
            add(property, missing ? Double.NaN : (double) number / divisor, unit);
        }

        void index(String property, int number) {
            add(property, number == 0x1ff ? Double.NaN : number, null);
        }
    }
}
