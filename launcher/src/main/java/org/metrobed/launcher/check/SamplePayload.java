package org.metrobed.launcher.check;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A payload that somebody wants to see decoded. Immutable.
 *
 * @param file where its bytes are
 * @param topic the MQTT topic that it would come from
 * @param contentType the MQTT 5 content type, null for none
 * @param received when it would be received
 */
public record SamplePayload(Path file, String topic, String contentType, Instant received) {}
