package org.metrobed.lab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Small made recordings: hourly counts of people with quiet nights, and temperatures. */
final class MadeRecordings {

    static final LocalDateTime START = LocalDateTime.parse("2026-01-05T00:00:00");
    static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final double DAY_HOURS = 24;

    private MadeRecordings() {}

    /** Writes hourly counts: 400 at the busiest hour, less by half on weekends, none at night. */
    static Path counts(Path folder, String name, int days) {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int hour = 0; hour < days * 24; hour++) {
            LocalDateTime time = START.plusHours(hour);
            double height = Math.max(0, Math.sin((time.getHour() - 5) / 18.0 * Math.PI));
            double share = time.getDayOfWeek().getValue() > 5 ? 0.5 : 1;
            double value = 400 * height * share * (1 + 0.1 * random.nextGaussian());
            text.append(time.toString().replace('T', ' '))
                    .append(":00,")
                    .append(Math.round(Math.max(0, value)))
                    .append('\n');
        }
        return write(folder.resolve(name + ".csv"), text);
    }

    /** Writes temperatures every five minutes with a semicolon and a decimal comma, and their mapping. */
    static Path temperatures(Path folder, String name, int days) {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder("Zeit;Temperatur\n");
        for (int i = 0; i < days * 288; i++) {
            LocalDateTime time = START.plus(Duration.ofMinutes(5).multipliedBy(i));
            double hour = time.getHour() + time.getMinute() / 60.0;
            double value = 12 - 5 * Math.cos(2 * Math.PI * (hour - 3) / DAY_HOURS) + 0.3 * random.nextGaussian();
            text.append(time)
                    .append(';')
                    .append(String.format(Locale.GERMANY, "%.1f", value))
                    .append('\n');
        }
        write(folder.resolve(name + ".yaml"), """
                name: Roof
                csv: { delimiter: ";", decimal: "," }
                time: { columns: Zeit, patterns: iso, zone: Europe/Vienna }
                testbed: { id: roof, name: Roof, zone: Europe/Vienna }
                thing: { id: station, name: Station, family: air, lat: 48.2, lon: 16.4 }
                datastreams:
                  - { column: Temperatur, property: air-temperature, name: Temperature, unit: Cel, interval: PT5M }
                """);
        return write(folder.resolve(name + ".csv"), text);
    }

    /** The recordings of a folder. */
    static RecordingFolder.Content read(Path folder) {
        try {
            return new RecordingFolder(folder, Map.of(), ZoneId.of("Europe/Vienna"), NOW).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, CharSequence text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
