package org.metrobed.lab.cpu;

/** A consumer of processor time. */
public enum CpuStage {
    /** The MQTT broker. */
    BROKER("broker"),
    /** From MQTT to Kafka: receives messages, builds records, sends and acknowledges them. */
    INGEST("ingest"),
    /**
     * The pipeline: source, decoding, cleaning, windows, sinks (with the client's part of COPY) and Kafka producers.
     */
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

    /** The label in the header of a table. */
    public String label() {
        return label;
    }
}
