package org.metrobed.stream.source;

import java.io.Serializable;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Reads the parts of large messages. Sent to the tasks with the job. */
@FunctionalInterface
public interface PartSource extends Serializable {

    /** The parts at these offsets, in their order; fewer if one is no longer there. */
    List<byte[]> read(TopicPartition partition, List<Long> offsets);
}
