package org.metrobed.decoders.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A type of data of Cayenne LPP, with those that its libraries added; numbers are big-endian. */
enum CayenneType {
    DIGITAL_INPUT(0, "digital_in", 1, false, 1, null),
    DIGITAL_OUTPUT(1, "digital_out", 1, false, 1, null),
    ANALOG_INPUT(2, "analog_in", 2, true, 100, null),
    ANALOG_OUTPUT(3, "analog_out", 2, true, 100, null),
    GENERIC(100, "generic", 4, false, 1, null),
    ILLUMINANCE(101, "luminosity", 2, false, 1, "lx"),
    PRESENCE(102, "presence", 1, false, 1, null),
    TEMPERATURE(103, "temperature", 2, true, 10, "Cel"),
    HUMIDITY(104, "relative_humidity", 1, false, 2, "%"),
    ACCELEROMETER(113, "accelerometer", "x y z", 2, true, 1_000, "[g]"),
    BAROMETER(115, "barometric_pressure", 2, false, 10, "hPa"),
    VOLTAGE(116, "voltage", 2, false, 100, "V"),
    CURRENT(117, "current", 2, false, 1_000, "A"),
    FREQUENCY(118, "frequency", 4, false, 1, "Hz"),
    PERCENTAGE(120, "percentage", 1, false, 1, "%"),
    ALTITUDE(121, "altitude", 2, true, 1, "m"),
    CONCENTRATION(125, "concentration", 2, false, 1, "[ppm]"),
    POWER(128, "power", 2, false, 1, "W"),
    DISTANCE(130, "distance", 4, false, 1_000, "m"),
    ENERGY(131, "energy", 4, false, 1_000, "kW.h"),
    DIRECTION(132, "direction", 2, false, 1, "deg"),
    /** The time of all readings of the frame, seconds since 1970. */
    UNIX_TIME(133, "unix_time", 4, false, 1, null),
    GYROMETER(134, "gyrometer", "x y z", 2, true, 100, "deg/s"),
    COLOUR(135, "colour", "r g b", 1, false, 1, null),
    GPS(136, "gps", "latitude longitude altitude", 3, true, 10_000, "deg"),
    SWITCH(142, "switch", 1, false, 1, null);

    private static final Map<Integer, CayenneType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.code, Function.identity()));
    private static final int ALTITUDE_PARTS = 100;

    private final int code;
    private final String title;
    /** The names of several numbers of one type, divided by blanks; empty if there is one. */
    private final String parts;

    private final int size;
    private final boolean signed;
    private final int divisor;
    private final String unit;

    CayenneType(int code, String title, int size, boolean signed, int divisor, String unit) {
        this(code, title, "", size, signed, divisor, unit);
    }

    CayenneType(int code, String title, String parts, int size, boolean signed, int divisor, String unit) {
        this.code = code;
        this.title = title;
        this.parts = parts;
        this.size = size;
        this.signed = signed;
        this.divisor = divisor;
        this.unit = unit;
    }

    /** The type of a code; null if there is none. */
    static CayenneType of(int code) {
        return BY_CODE.get(code);
    }

    /** Bytes of the value. */
    int bytes() {
        return size * Math.max(1, names().size());
    }

    private List<String> names() {
        return parts.isEmpty() ? List.of() : List.of(parts.split(" ", -1));
    }

    /** The number at a byte of a frame, for the time. */
    long number(Frame frame, int at) {
        return signed ? frame.signed(at, size) : frame.unsigned(at, size, false);
    }

    /** Adds the readings of a value, {@code temperature_3} of channel 3, with several numbers {@code gps_1.latitude}. */
    void read(Frame frame, int channel, int at, long micros, FrameReadings readings) {
        String name = title + "_" + channel;
        if (parts.isEmpty()) {
            readings.accept(frame.device(), name, micros, (double) number(frame, at) / divisor, unit);
            return;
        }
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            boolean height = this == GPS && i == 2;
            double value = (double) number(frame, at + i * size) / (height ? ALTITUDE_PARTS : divisor);
            readings.accept(frame.device(), name + "." + names.get(i), micros, value, height ? "m" : unit);
        }
    }
}
