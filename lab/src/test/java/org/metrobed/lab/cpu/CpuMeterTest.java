package org.metrobed.lab.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CpuMeterTest {

    private static final long BUSY_NANOS = 300_000_000;

    @Test
    void timeOfABusyThreadGoesToTheStageOfItsName() {
        CpuMeter meter = new CpuMeter(OptionalLong.empty());
        CpuUse before = meter.read();
        String name = Thread.currentThread().getName();
        Thread.currentThread().setName("single-writer-test");
        try {
            spin();
            CpuUse use = meter.read().since(before);
            assertThat(use.stages().get(CpuStage.BROKER)).isGreaterThan(BUSY_NANOS / 2);
            assertThat(use.listTopThreads(100, 1)).anyMatch(line -> line.endsWith("single-writer-test"));
        } finally {
            Thread.currentThread().setName(name);
        }
    }

    @Test
    void aProcessIsReadWithItsChildren() {
        assertThat(ProcessTimes.members(ProcessHandle.current().pid()))
                .contains(ProcessHandle.current().pid());
        assertThat(ProcessTimes.family(ProcessHandle.current().pid())).isPositive();
    }

    @Test
    void threadsOfTheSameLibraryGoToThoseWhoUseThem() {
        assertThat(ThreadNames.stage("kafka-producer-network-thread | metrobed-ingest/1"))
                .isEqualTo(CpuStage.INGEST);
        assertThat(ThreadNames.stage("kafka-producer-network-thread | producer-1"))
                .isEqualTo(CpuStage.FLINK);
        assertThat(ThreadNames.stage("kafka-1-raft-io-thread")).isEqualTo(CpuStage.KAFKA);
        assertThat(ThreadNames.stage("C2 CompilerThre")).isEqualTo(CpuStage.JIT);
        assertThat(ThreadNames.stage("nobody's")).isEqualTo(CpuStage.OTHER);
    }

    @Test
    void costsAddUpByStageAndSurviveText() {
        CpuCost one = new CpuCost(Map.of(CpuStage.BROKER, 1.5, CpuStage.JIT, 2.0));
        CpuCost both = one.plus(new CpuCost(Map.of(CpuStage.BROKER, 1.0, CpuStage.KAFKA, 4.0)));

        assertThat(both.of(CpuStage.BROKER)).isEqualTo(2.5);
        assertThat(both.sum()).isEqualTo(8.5, Offset.offset(1e-9));
        assertThat(both.steady()).isEqualTo(6.5, Offset.offset(1e-9));
        assertThat(CpuCost.parse(both.toText())).isEqualTo(both);
    }

    private static void spin() {
        long until = System.nanoTime() + 20 * BUSY_NANOS;
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < BUSY_NANOS && System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }
}
