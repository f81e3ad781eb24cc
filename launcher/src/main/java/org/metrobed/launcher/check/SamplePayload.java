package org.metrobed.launcher.check;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A payload to be decoded by the dry run. Immutable.
 *
 * @param file the file of the payload
 * @param topic the MQTT topic of the payload
 * @param contentType the MQTT 5 content type, null for none
 * @param received the received time of the payload
 */
public record SamplePayload(Path file, String topic, String contentType, Instant received) {}
