package org.metrobed.ingest.endpoint;

/** A client has broken a rule of MQTT or of the endpoint, so its connection ends. */
final class RuleBroken extends Exception {
    private static final long serialVersionUID = 1L;

    static final int MALFORMED = 0x81;
    static final int PROTOCOL = 0x82;
    static final int NOT_AUTHORIZED = 0x87;
    static final int SHUTTING_DOWN = 0x8B;
    static final int KEEP_ALIVE = 0x8D;
    static final int TAKEN_OVER = 0x8E;
    static final int TOPIC_NAME = 0x90;
    static final int RECEIVE_MAXIMUM = 0x93;
    static final int TOPIC_ALIAS = 0x94;
    static final int PACKET_TOO_LARGE = 0x95;

    private final int code;

    /** With the reason code of MQTT 5 and the rule in words. */
    RuleBroken(int code, String rule) {
        super(rule);
        this.code = code;
    }

    int code() {
        return code;
    }
}
