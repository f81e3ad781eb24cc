package org.metrobed.lab.cpu;

/** Who spends processor time. */
public enum CpuStage {
    /** The MQTT broker. */
    BROKER("broker"),
    /** From MQTT to Kafka: receiving, building records, sending, acknowledging. */
    INGEST("ingest"),
    /** The pipeline: source, decoding, cleaning, windows, sinks with the client's half of COPY and their producers. */
    FLINK("pipeline"),
    /** The Kafka node. */
    KAFKA("Kafka"),
    /** Queries and pages. */
    API("api"),
    /** All processes of PostgreSQL. */
    POSTGRES("PostgreSQL"),
    /** The JVM's compilers. */
    JIT("JIT"),
    /** The JVM's garbage collector. */
    GC("GC"),
    /** Everything else in the JVM. */
    OTHER("other");

    private final String label;

    CpuStage(String label) {
        this.label = label;
    }

    /** In a table's head. */
    public String label() {
        return label;
    }
}
