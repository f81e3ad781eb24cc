package org.metrobed.stream.golden;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** Five air stations with a reading every ten minutes each, through two gateways. Mutable, one thread. */
final class GoldenAir {

    private static final int ROUNDS = 288;

    private final GoldenDays days;
    private final Random random = new Random(7);

    GoldenAir(GoldenDays days) {
        this.days = days;
    }

    void plan() {
        for (int round = 0; round < ROUNDS; round++) {
            for (int station = 1; station <= 5; station++) {
                plan(round, station);
            }
        }
    }

    private void plan(int round, int station) {
        int hour = round / 6;
        long time = GoldenDays.at(hour, round % 6 * 10);
        double dust = dust(round, station);
        double coarse = round10(dust + 8 + random.nextGaussian());
        StringBuilder values = new StringBuilder("\"pm25\":" + text(round, station, dust) + ",\"pm10\":" + coarse);
        if (station <= 2) {
            values.append(",\"air-temperature\":")
                    .append(round10(14 + 6 * wave(round) + random.nextGaussian() * 0.3 + (round == 190 ? 12 : 0)));
        }
        if (station == 1) {
            values.append(",\"no2\":{\"v\":")
                    .append(round >= 192 && round < 246 ? 33.3 : round10(40 + 10 * wave(round))) // stuck for nine hours
                    .append(",\"u\":\"ug/m3\"}");
            values.append(",\"wind-direction\":").append((350 + round * 7) % 360);
        }
        boolean gone = station >= 4 && hour >= 37 && hour < 40; // the second gateway is silent
        boolean lost = station == 3 && round >= 264 && round < 270;
        if (gone || lost) {
            return;
        }
        boolean held = station == 1 && hour == 41; // comes three hours late, in one burst
        boolean slow = station <= 2 && random.nextInt(12) == 0; // out of order
        long received = held ? GoldenDays.at(44, 3) : time + 1_000L * station + (slow ? 12 * GoldenDays.MINUTE : 0);
        Instant stated = Instant.ofEpochMilli(
                station == 2 && round >= 256 && round < 262 ? time - 2 * GoldenDays.HOUR - 1_000 : time);
        String payload = "[{\"t\":\"" + stated + "\",\"o\":{" + values + "}}]";
        String gateway = station >= 4 ? "gw-2" : "gw-1";
        days.up(received, gateway, "air-0" + station, payload);
        if (round % 41 == station) { // a duplicate, and one that contradicts
            days.up(received + 2_000, gateway, "air-0" + station, payload);
            days.up(received + 3_000, gateway, "air-0" + station, payload.replace("\"pm25\":", "\"pm25\":1"));
        }
    }

    private double dust(int round, int station) {
        double value = 14 + 6 * wave(round) + station + random.nextGaussian() * 0.8;
        if (round >= 180 && round < 189) {
            value += 55; // all stations have it
        }
        if (station == 5 && round == 186) {
            value += 90;
        }
        if (station == 1 && (round == 156 || round == 250)) {
            value += 70;
        }
        if (station == 3 && round >= 198 && round < 222) {
            value += 42; // only one station
        }
        if (station == 2 && round >= 162 && round < 188) {
            value = 11.1; // stuck
        }
        if (station == 4 && round >= 230 && round < 250) {
            value = 0.5;
        }
        return round10(value);
    }

    /** Sometimes another text than the number. */
    private String text(int round, int station, double dust) {
        return switch (round * 5 + station) {
            case 61, 802 -> "null";
            case 123, 903 -> "-999";
            case 124, 904 -> "1e9";
            case 125, 905 -> "\"high\"";
            case 126, 906 -> "{\"v\":0.0125,\"u\":\"mg/m3\"}";
            case 127, 907 -> "{\"v\":12.5,\"u\":\"mm\"}";
            case 128 -> "NaN";
            default -> Double.toString(dust);
        };
    }

    static double wave(int round) {
        return StrictMath.sin(round / 144.0 * 2 * Math.PI);
    }

    static double round10(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.1f", value));
    }
}
