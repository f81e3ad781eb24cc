package org.metrobed.stream.source;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.topics.Topics;

/** The number of partitions of the raw log. Static functions only. */
public final class RawPartitions {

    private static final int LIMIT_MILLIS = 30_000;

    /** Decides what a job does if the log says how many partitions it has; sent to the tasks with the job. */
    @FunctionalInterface
    public interface Check extends Serializable {

        /**
         * Checks what a record of a division says.
         *
         * @throws IllegalStateException if the raw log has partitions that this job does not read
         */
        void require(long said);
    }

    private RawPartitions() {}

    /**
     * Does nothing if the job reads as many partitions as the log says, or as there are: anybody who may write to the
     * topic may say a wrong number.
     *
     * @param said number of partitions by the log
     * @param read number of partitions that the job reads
     * @param existing asks Kafka for the number
     * @throws IllegalStateException if the job must be started again
     */
    public static void require(long said, int read, IntSupplier existing) {
        if (said > read && existing.getAsInt() > read) {
            throw new IllegalStateException("the raw log has " + said + " partitions since this job was started with "
                    + read + ": start the job again, from its newest checkpoint");
        }
    }

    /**
     * The number of partitions that the raw topic has now; {@link Topics#DEFAULT_PARTITIONS} if it does not exist yet.
     *
     * @throws KafkaException if Kafka does not answer within 30 seconds, or refuses
     */
    public static int count(String bootstrapServers, String topicPrefix) {
        try {
            return ofTopic(bootstrapServers, new Topics(topicPrefix).raw().name());
        } catch (UnknownTopicOrPartitionException e) {
            return Topics.DEFAULT_PARTITIONS;
        }
    }

    /**
     * The number of partitions that a topic has now.
     *
     * @throws UnknownTopicOrPartitionException if the topic does not exist
     * @throws KafkaException if Kafka does not answer within 30 seconds, or refuses
     */
    static int ofTopic(String bootstrapServers, String topic) {
        Map<String, Object> settings =
                KafkaAddress.client(bootstrapServers, Map.of("default.api.timeout.ms", LIMIT_MILLIS));
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .get(topic)
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e); // sets the interrupt flag again
        }
    }
}
