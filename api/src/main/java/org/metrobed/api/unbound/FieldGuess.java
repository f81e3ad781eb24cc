package org.metrobed.api.unbound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.metrobed.catalog.units.Units;

/**
 * What a field of a payload may be, by its name and one of its values. Immutable.
 *
 * @param property the proposed property; empty if the field should be ignored
 * @param unit UCUM unit of the values
 * @param standard the standard property that it may be; empty if none
 * @param family the family of things that have it: air, mobility or infrastructure
 * @param isSure whether name or payload say the unit; else it is a guess
 */
record FieldGuess(String property, String unit, String standard, String family, boolean isSure) {

    private static final String AIR = "air";
    private static final String MOBILITY = "mobility";
    private static final String INFRASTRUCTURE = "infrastructure";
    private static final int LONGEST_NAME = 64;

    /** A name of fields. */
    private record Known(Pattern name, FieldGuess guess) {}

    private static final List<Known> KNOWN = List.of(
            standard("t|temp|temperature|tmp|airtemp|airtemperature|tempc|temperaturec", "air-temperature", "Cel", AIR),
            standard("h|hum|humidity|rh|relativehumidity|humi", "relative-humidity", "%", AIR),
            standard("pm25|pm2.5|p2|sdsp2|pm02|pm025", "pm25", "ug/m3", AIR),
            standard("pm10|p1|sdsp1|pm100", "pm10", "ug/m3", AIR),
            known("pm1|pm1.0|pm01|p0", "pm1", "ug/m3", AIR),
            standard("no2", "no2", "[ppb]", AIR),
            standard("o3|ozone", "o3", "[ppb]", AIR),
            known("co2|eco2|carbondioxide", "co2", "[ppm]", AIR),
            standard("windspeed|wind|ws|windavg|windspeedms", "wind-speed", "m/s", AIR),
            standard("winddirection|winddir|wd|winddirdeg", "wind-direction", "deg", AIR),
            known("pressure|barometer|bmp280pressure|airpressure|baro|pressurehpa", "air-pressure", "hPa", AIR),
            known("rain|rainfall|precipitation|rainmm", "rain", "mm", AIR),
            known("illuminance|lux|light|illuminancelux", "illuminance", "lx", AIR),
            known("noise|sound|laeq|leq|spl|dba", "sound-level", "dB", AIR),
            standard("pedestrians?|people|persons?|pedestriancount", "pedestrian-count", "{count}", MOBILITY),
            standard("bicycles?|bikes?|cyclists?|bicyclecount", "bicycle-count", "{count}", MOBILITY),
            standard("cars?|vehicles?|vehiclecount", "vehicle-count", "{count}", MOBILITY),
            standard("speed|meanspeed|v85", "speed", "km/h", MOBILITY),
            standard("waterlevel|level|stage|gaugelevel", "water-level", "m", INFRASTRUCTURE),
            standard("tilt|inclination", "tilt", "deg", INFRASTRUCTURE),
            standard("strain|microstrain", "strain", "um/m", INFRASTRUCTURE),
            known("soilmoisture|moisture", "soil-moisture", "%", AIR));

    private static final Pattern IGNORED = Pattern.compile(
            "lat|latitude|lon|lng|long|longitude|alt|altitude|rssi|snr|lqi|linkquality|fcnt|fport|seq|sequence|counter|uptime"
                    + "|version|firmware|channel|frequency|port|id|index|wifi|signal|heap|freeheap|rawlen|statuscode");

    private static final List<Known> UNITS = List.of(
            known(".*(percent|pct)", "", "%", INFRASTRUCTURE),
            known(".*(batteryvoltage|battv|vbat|voltage|volt|volts)", "", "V", INFRASTRUCTURE),
            known("battery|bat|batt|soc", "", "%", INFRASTRUCTURE),
            known(".*degf|.*tempf|.*temperaturef", "", "[degF]", AIR),
            known(".*temp|.*temperature|.*tempc", "", "Cel", AIR),
            known(".*hum|.*humidity", "", "%", AIR),
            known(".*hpa", "", "hPa", AIR),
            known(".*ppm", "", "[ppm]", AIR),
            known(".*ppb", "", "[ppb]", AIR),
            known(".*ugm3", "", "ug/m3", AIR),
            known(".*mm", "", "mm", INFRASTRUCTURE),
            known(".*kwh", "", "kW.h", INFRASTRUCTURE),
            known(".*(power|watts?)", "", "W", INFRASTRUCTURE),
            known(".*(current|amps?)", "", "A", INFRASTRUCTURE),
            known(".*count|.*total", "", "{count}", MOBILITY));

    /**
     * The guess of a field.
     *
     * @param name as the payload names it
     * @param stated the unit that the payload states; null if none
     * @param value one of its values
     */
    static FieldGuess of(String name, String stated, double value) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('.'), -1)) + 1);
        String plain = plain(name);
        String own = plain(last);
        Optional<String> unit = Optional.ofNullable(stated)
                .map(Units::codeOf)
                .filter(code -> !code.isEmpty() && Units.findFault(code).isEmpty());
        Optional<FieldGuess> known =
                find(KNOWN, plain).or(() -> find(KNOWN, own)).map(guess -> guess.scaled(value));
        if (known.isPresent()) {
            FieldGuess guess = known.get();
            return unit.isEmpty() ? guess : guess.in(unit.get());
        }
        if (IGNORED.matcher(own).matches()) {
            return new FieldGuess("", "1", "", INFRASTRUCTURE, true);
        }
        FieldGuess byUnit = find(UNITS, plain).orElse(new FieldGuess("", "1", "", INFRASTRUCTURE, false));
        return new FieldGuess(id(name), unit.orElse(byUnit.unit), "", byUnit.family, unit.isPresent() || byUnit.isSure);
    }

    /** A text as an id of a bundle. */
    static String id(String text) {
        String id = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return id.isEmpty() ? "unnamed" : id.substring(0, Math.min(id.length(), LONGEST_NAME));
    }

    boolean isIgnored() {
        return property.isEmpty();
    }

    /** A pressure in the tens of thousands is in pascals; a humidity within one is a share. */
    private FieldGuess scaled(double value) {
        return property.equals("air-pressure") && value > 10_000 ? in("Pa") : this;
    }

    private FieldGuess in(String other) {
        return new FieldGuess(property, other, standard, family, true);
    }

    /** The same with another name, because another field has this one. */
    FieldGuess named(String other) {
        return new FieldGuess(other, unit, "", family, isSure);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "").replaceAll("(?<![0-9])\\.|\\.(?![0-9])", "");
    }

    private static Optional<FieldGuess> find(List<Known> names, String plain) {
        return names.stream()
                .filter(one -> one.name.matcher(plain).matches())
                .map(Known::guess)
                .findFirst();
    }

    private static Known standard(String names, String property, String unit, String family) {
        return new Known(Pattern.compile(names), new FieldGuess(property, unit, property, family, true));
    }

    private static Known known(String names, String property, String unit, String family) {
        return new Known(Pattern.compile(names), new FieldGuess(property, unit, "", family, true));
    }
}
