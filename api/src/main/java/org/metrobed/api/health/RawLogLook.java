package org.metrobed.api.health;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.api.raw.RawLogReach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far back the raw log reaches. Thread-safe. */
public final class RawLogLook implements Supplier<PartView> {

    /** Name of the part. */
    public static final String NAME = "raw";

    private static final Logger LOG = LoggerFactory.getLogger(RawLogLook.class);

    private final Supplier<RawLogReach> source;

    /** @param source asks Kafka */
    public RawLogLook(Supplier<RawLogReach> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /** What Kafka does not tell is no fault of the system: the part {@code kafka} tells whether it answers. */
    @Override
    public PartView get() {
        try {
            return PartView.up(NAME, source.get().describe(), null);
        } catch (KafkaException e) { // the failure becomes the answer
            LOG.debug("how far back the raw log reaches is not known", e);
            return PartView.up(NAME, "not known how far back the raw log reaches: " + e.getMessage(), null);
        }
    }
}
