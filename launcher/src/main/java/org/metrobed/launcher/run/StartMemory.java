package org.metrobed.launcher.run;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Gives back to the operating system the heap that only the start needed. A start leaves much garbage, and the heap would
 * stay as large as it was. Static functions only.
 */
final class StartMemory {

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private StartMemory() {}

    /** Collects garbage and shrinks the heap to what is in use and a fifth more; later it grows as always. */
    static void giveBack() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String least = jvm.getVMOption(LEAST_FREE).getValue();
        String most = jvm.getVMOption(MOST_FREE).getValue();
        jvm.setVMOption(LEAST_FREE, "10");
        jvm.setVMOption(MOST_FREE, "20");
        try {
            System.gc();
        } finally {
            jvm.setVMOption(MOST_FREE, most);
            jvm.setVMOption(LEAST_FREE, least);
        }
    }
}
