package org.metrobed.launcher.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Compares the operators of a checkpoint with those of a job. Static functions only. */
final class OperatorStates {

    private OperatorStates() {}

    /**
     * The operators of a checkpoint whose state has no place in a job, as their ids. The job would refuse the checkpoint.
     *
     * @throws IOException if the metadata cannot be read
     */
    static List<String> listWithoutPlace(Path checkpoint, StreamGraph job) throws IOException {
        Path metadata = checkpoint.resolve("_metadata");
        Set<OperatorID> known = StreamSupport.stream(
                        job.getJobGraph().getVertices().spliterator(), false)
                .flatMap(vertex -> vertex.getOperatorIDs().stream())
                .map(pair -> pair.getUserDefinedOperatorID().orElseGet(pair::getGeneratedOperatorID))
                .collect(Collectors.toSet());
        try (DataInputStream bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            return Checkpoints.loadCheckpointMetadata(
                            bytes, OperatorStates.class.getClassLoader(), checkpoint.toString())
                    .getOperatorStates()
                    .stream()
                    .filter(state -> state.getStateSize() > 0)
                    .map(OperatorState::getOperatorID)
                    .filter(id -> !known.contains(id))
                    .map(OperatorID::toString)
                    .toList();
        }
    }
}
