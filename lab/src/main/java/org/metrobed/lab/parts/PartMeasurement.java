package org.metrobed.lab.parts;

import java.util.OptionalLong;
import org.metrobed.lab.cpu.CpuMeter;
import org.metrobed.lab.cpu.CpuUse;

/** Measures time and processor time between two points of one part. One thread. */
final class PartMeasurement {

    private final CpuMeter meter;
    private final CpuUse before;
    private final long startNanos;

    private PartMeasurement(OptionalLong postmaster) {
        this.meter = new CpuMeter(postmaster);
        this.before = meter.read();
        this.startNanos = System.nanoTime();
    }

    /** Begins a measurement. */
    static PartMeasurement begin() {
        return new PartMeasurement(OptionalLong.empty());
    }

    /** Begins a measurement that includes the PostgreSQL with this process id. */
    static PartMeasurement begin(long postmaster) {
        return new PartMeasurement(OptionalLong.of(postmaster));
    }

    /** Seconds since the beginning. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Ends the measurement. */
    PartCost end(PartCost.Part part, int readingsPerMessage, long readings) {
        double seconds = seconds();
        return new PartCost(
                part,
                readingsPerMessage,
                readings / seconds,
                meter.read().since(before).perReading(Math.max(1, readings)));
    }
}
