package org.metrobed.launcher.flink;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.metrobed.embedded.ServiceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest complete checkpoint of a folder. A job that runs on the folder completes newer ones and deletes older ones
 * meanwhile. Not thread-safe.
 */
public final class NewestCheckpoint {

    private static final Logger LOG = LoggerFactory.getLogger(NewestCheckpoint.class);
    private static final int TRIES = 3;

    private final CheckpointFolder folder;

    /** A trial of one checkpoint, such as {@link FlinkService#check}. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Runs the trial.
         *
         * @throws ServiceException if a part of it does not start
         * @throws SQLException if the database refuses
         */
        CheckpointCheck of(Path checkpoint) throws IOException, SQLException;
    }

    /** The newest checkpoint in Flink's folder. */
    public NewestCheckpoint(Path flink) {
        this.folder = new CheckpointFolder(FlinkService.checkpoints(flink));
    }

    /** Its path, also if this program cannot read its metadata; empty if there is no complete checkpoint. */
    public Optional<Path> find() throws IOException {
        return folder.listComplete().stream().findFirst();
    }

    /**
     * Tries it. If the checkpoint was deleted during the trial, its failure says nothing, and the checkpoint that is the
     * newest then is tried.
     *
     * @throws ServiceException if it was deleted during each of three trials, or a part of a trial does not start
     * @throws SQLException if the database refuses
     */
    public CheckpointCheck check(Trial trial) throws IOException, SQLException {
        for (int tries = 0; tries < TRIES; tries++) {
            Optional<Path> newest = find();
            if (newest.isPresent()) {
                Optional<CheckpointCheck> outcome = attempt(newest.get(), trial);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                LOG.info("{} was deleted during its trial", newest.get());
            }
        }
        throw new ServiceException("the newest checkpoint could not be checked: the running pipeline deleted it during"
                + " each of " + TRIES + " trials; stop Metrobed and check again");
    }

    /** Empty if the checkpoint was deleted meanwhile. */
    private Optional<CheckpointCheck> attempt(Path checkpoint, Trial trial) throws IOException, SQLException {
        try {
            CheckpointCheck outcome =
                    CheckpointFolder.isReadable(checkpoint) ? trial.of(checkpoint) : unreadable(checkpoint);
            return outcome.readable() || CheckpointFolder.isComplete(checkpoint)
                    ? Optional.of(outcome)
                    : Optional.empty();
        } catch (IOException | ServiceException e) {
            if (CheckpointFolder.isComplete(checkpoint)) {
                throw e;
            }
            LOG.debug("the trial of a deleted checkpoint has failed", e);
            return Optional.empty();
        }
    }

    private CheckpointCheck unreadable(Path checkpoint) throws IOException {
        String instead = folder.listNewestFirst().stream()
                .findFirst()
                .map(older -> "resumes from an older one, " + older)
                .orElse("starts at the beginning of the raw log");
        return new CheckpointCheck(
                checkpoint, false, List.of("its metadata cannot be read: without a rebuild, ./metrobed up " + instead));
    }
}
