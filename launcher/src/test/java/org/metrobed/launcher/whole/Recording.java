package org.metrobed.launcher.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * A month of one-minute values of a station with six sensors: the public EPA recording if it is next to the project,
 * otherwise a generated one in the same format.
 *
 * @param testbed the test-bed that the mapping declares
 * @param readings number of rows times number of columns
 */
record Recording(Path file, Path mapping, String testbed, long readings) {

    private static final Path MAPPING = Path.of("..", "mappings", "epa-toco-rt01.yaml");
    private static final Path PUBLIC = Path.of("..", "..", "shared", "data", "air", "epa_toco_toucan_RT01_raw.csv");
    private static final int COLUMNS = 6;
    private static final int PUBLIC_ROWS = 42_836;
    private static final int MADE_ROWS = 20_000;

    static Recording chosen(Path folder) throws IOException {
        return Files.isRegularFile(PUBLIC)
                ? new Recording(PUBLIC, MAPPING, "epa-rtp", (long) PUBLIC_ROWS * COLUMNS)
                : new Recording(make(folder.resolve("made.csv")), MAPPING, "epa-rtp", (long) MADE_ROWS * COLUMNS);
    }

    private static Path make(Path file) throws IOException {
        StringBuilder text = new StringBuilder("made\n\n\n\n\n\n")
                .append("Time,NO2 (ppb),O3 (ppb),PM2.5 (µg/m³),TEMP (°C),RH (%),DP (°C),Inlet\n");
        DateTimeFormatter format = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");
        LocalDateTime time = LocalDateTime.of(2019, 8, 1, 0, 0);
        Random random = new Random(1);
        for (int row = 0; row < MADE_ROWS; row++) {
            text.append(format.format(time.plusMinutes(row)));
            for (int column = 0; column < COLUMNS; column++) {
                text.append(',').append(random.nextInt(50) == 0 ? "" : Integer.toString(random.nextInt(300) - 20));
            }
            text.append(",Sample\n");
        }
        return Files.writeString(file, text);
    }
}
