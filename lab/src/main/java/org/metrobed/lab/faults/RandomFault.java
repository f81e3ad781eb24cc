package org.metrobed.lab.faults;

/** A fault that a {@link FaultSchedule} can have. */
enum RandomFault {
    KILL_INGEST(Place.INGEST, "kill -9 ingest"),
    STOP_INGEST(Place.INGEST, "stop ingest"),
    PAUSE_INGEST(Place.INGEST, "freeze ingest"),
    KILL_KAFKA(Place.KAFKA, "kill -9 Kafka"),
    STOP_KAFKA(Place.KAFKA, "stop Kafka"),
    PAUSE_KAFKA(Place.KAFKA, "freeze Kafka"),
    KILL_FLINK(Place.FLINK, "kill -9 Flink"),
    STOP_FLINK(Place.FLINK, "stop Flink"),
    PAUSE_FLINK(Place.FLINK, "freeze Flink"),
    STOP_POSTGRES(Place.POSTGRES, "stop PostgreSQL"),
    PAUSE_POSTGRES(Place.POSTGRES, "freeze PostgreSQL"),
    READ_ONLY_POSTGRES(Place.POSTGRES, "make PostgreSQL read-only"),
    KILL_API(Place.API, "kill -9 the API"),
    PAUSE_API(Place.API, "freeze the API"),
    KILL_BROKER(Place.BROKER, "kill -9 the MQTT broker"),
    CUT_CONNECTIONS(Place.NETWORK, "cut the MQTT connections"),
    REFUSE_CONNECTIONS(Place.NETWORK, "cut the MQTT connections and refuse new ones"),
    SLOW_CONNECTIONS(Place.NETWORK, "delay each packet of the MQTT connections"),
    JUMP_AHEAD(Place.CLOCK, "set the clock of ingest ahead"),
    JUMP_BACK(Place.CLOCK, "set the clock of ingest back"),
    SEND_AGAIN(Place.GATEWAY, "send earlier messages again, in another order"),
    DELIVER_BACKLOG(Place.BACKLOG, "deliver a day of readings of " + Backlog.THINGS + " meters at once"),
    CHANGE_CATALOG(Place.CATALOG, "publish other thresholds"),
    CORRECT(Place.PEOPLE, "annotate readings of meters"),
    FILL_DISK(Place.DISK, "fill the disk of all parts");

    /** The place of a fault. Two faults of a place do not overlap. */
    enum Place {
        INGEST,
        KAFKA,
        FLINK,
        POSTGRES,
        API,
        BROKER,
        NETWORK,
        CLOCK,
        GATEWAY,
        BACKLOG,
        CATALOG,
        PEOPLE,
        DISK
    }

    private final Place place;
    private final String meaning;

    RandomFault(Place place, String meaning) {
        this.place = place;
        this.meaning = meaning;
    }

    Place place() {
        return place;
    }

    /** A description. */
    String meaning() {
        return meaning;
    }
}
