package org.metrobed.simulators.city;

import java.util.Locale;

/** The simulated quantity of a datastream, derived from property and thing type. */
enum Quantity {
    PEDESTRIANS(1),
    BICYCLES(1),
    VEHICLES(1),
    /** Kilometres per hour. */
    SPEED(0.1),
    /** Per cent. */
    OCCUPANCY(0.1),
    /** Micrograms per cubic metre. */
    PM25(0.1),
    /** PM2.5 from one channel of a light-scattering sensor, micrograms per cubic metre. */
    PM25_CHANNEL(0.1),
    /** Micrograms per cubic metre. */
    PM10(0.1),
    /** Parts per billion. */
    NO2(0.1),
    /** Parts per billion. */
    O3(0.1),
    /** Degrees Celsius. */
    TEMPERATURE(0.1),
    /** Per cent. */
    HUMIDITY(0.1),
    /** Degrees Celsius of a structure. */
    STRUCTURE_TEMPERATURE(0.01),
    /** Metres. */
    WATER_LEVEL(0.001),
    /** Micrometres per metre. */
    STRAIN(0.01),
    /** Degrees. */
    TILT(0.0001),
    /** Anything else. */
    OTHER(0.01);

    private final double resolution;

    Quantity(double resolution) {
        this.resolution = resolution;
    }

    /** The resolution of the sensor, in the quantity's own unit. */
    double resolution() {
        return resolution;
    }

    /** The minimum that a sensor reports, in the quantity's own unit. */
    double least() {
        return switch (this) {
            case TEMPERATURE, STRUCTURE_TEMPERATURE, STRAIN, TILT, OTHER -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    /** Factor from the quantity's own unit to a UCUM unit. */
    double scale(String unit) {
        return switch (this) {
            case SPEED -> unit.equals("m/s") ? 1 / 3.6 : 1;
            case OCCUPANCY, HUMIDITY -> unit.equals("1") ? 0.01 : 1;
            case NO2 -> unit.equals("ug/m3") ? 1.88 : 1;
            case O3 -> unit.equals("ug/m3") ? 1.96 : 1;
            case WATER_LEVEL -> unit.equals("cm") ? 100 : 1;
            case TILT -> unit.equals("mrad") ? Math.PI / 0.18 : 1;
            default -> 1;
        };
    }

    /** The quantity from the words in a property, or else in a thing type. */
    static Quantity of(String property, String thingType) {
        String name = property.toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
        String type = thingType.toLowerCase(Locale.ROOT);
        if (name.startsWith("temp") || name.endsWith("temperature")) {
            boolean air = name.contains("air") || type.contains("air") || type.contains("weather");
            return air ? TEMPERATURE : STRUCTURE_TEMPERATURE;
        }
        if (name.contains("count") || name.contains("flow") || name.contains("volume")) {
            return mode(name + type);
        }
        return switch (name) {
            case "pm25" -> PM25;
            case "pm25a", "pm25b" -> PM25_CHANNEL;
            case "pm10" -> PM10;
            case "no2" -> NO2;
            case "o3" -> O3;
            case "speed", "meanspeed" -> SPEED;
            case "occupancy" -> OCCUPANCY;
            case "humidity", "relativehumidity", "rh" -> HUMIDITY;
            case "waterlevel", "level", "stage" -> WATER_LEVEL;
            case "strain" -> STRAIN;
            case "tilt", "inclination", "tiltx", "tilty" -> TILT;
            default -> name.contains("strain") ? STRAIN : name.contains("tilt") ? TILT : mode(name);
        };
    }

    private static Quantity mode(String words) {
        if (words.contains("pedestrian") || words.contains("people") || words.contains("foot")) {
            return PEDESTRIANS;
        }
        if (words.contains("bicycle") || words.contains("bike") || words.contains("cycl")) {
            return BICYCLES;
        }
        boolean motor = words.contains("vehicle") || words.contains("car") || words.contains("traffic");
        return motor ? VEHICLES : OTHER;
    }
}
