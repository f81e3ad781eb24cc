package org.metrobed.lab.isolated;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.embedded.ServiceException;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

/** The topics that remain from an earlier isolated run. Stateless. */
final class RunTopics {

    private static final long LIMIT_SECONDS = 30;

    private RunTopics() {}

    /**
     * Deletes the existing topics.
     *
     * @throws ServiceException when Kafka does not delete them
     */
    static void delete(String kafka, Topics topics) {
        try (Admin admin = Admin.create(KafkaAddress.client(kafka))) {
            Set<String> there = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            Set<String> left = topics.listAll().stream()
                    .map(TopicSpec::name)
                    .filter(there::contains)
                    .collect(Collectors.toSet());
            admin.deleteTopics(left).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServiceException("the topics of an earlier run are not deleted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while topics were deleted", e);
        }
    }
}
