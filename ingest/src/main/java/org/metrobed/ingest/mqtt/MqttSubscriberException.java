package org.metrobed.ingest.mqtt;

/** The broker cannot be reached or refuses; the message says which broker and why. */
public final class MqttSubscriberException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MqttSubscriberException(String message, Throwable cause) {
        super(message, cause);
    }
}
