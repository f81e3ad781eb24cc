package org.metrobed.lab.parts;

import java.util.Objects;
import org.metrobed.lab.cpu.CpuCost;

/**
 * The result of one part alone. Immutable.
 *
 * @param part the part
 * @param readingsPerMessage readings in a message, 0 for a part without messages
 * @param readingsPerSecond the highest rate
 * @param cost the cost of a reading
 */
public record PartCost(Part part, int readingsPerMessage, double readingsPerSecond, CpuCost cost) {

    /** The parts in the order of the path. */
    public enum Part {
        RAW("raw records through Kafka"),
        STAGES("decode, clean, window, encode"),
        RESULTS("results to Kafka"),
        COPY("COPY to PostgreSQL");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /** A description of the part. */
        public String label() {
            return label;
        }
    }

    public PartCost {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(cost, "cost");
    }

    /** Whether the part is on the path of messages with this number of readings. */
    public boolean isOf(int perMessage) {
        return readingsPerMessage == 0 || readingsPerMessage == perMessage;
    }

    String toText() {
        return part + " " + readingsPerMessage + " " + readingsPerSecond + " " + cost.toText();
    }

    static PartCost parse(String text) {
        String[] field = text.split(" ", -1);
        return new PartCost(
                Part.valueOf(field[0]),
                Integer.parseInt(field[1]),
                Double.parseDouble(field[2]),
                CpuCost.parse(field[3]));
    }
}
