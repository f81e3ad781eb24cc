package org.metrobed.launcher.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupPartitionsTest {

    private static final SavedTopic BEFORE = new SavedTopic(
            Backup.RAW, Map.of(), List.of(new SavedLog(0, 0, 0, "", List.of()), new SavedLog(1, 0, 0, "", List.of())));

    @Test
    void backupGoesOnAfterPartitionsWereAdded() {
        assertThatCode(() -> Backup.requirePartitions("metrobed.raw", BEFORE, 2))
                .doesNotThrowAnyException();
        assertThatCode(() -> Backup.requirePartitions("metrobed.raw", BEFORE, 64))
                .doesNotThrowAnyException();
    }

    @Test
    void topicWithFewerPartitionsIsAnotherLog() {
        assertThatThrownBy(() -> Backup.requirePartitions("metrobed.raw", BEFORE, 1))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("has 1 partitions and its backup 2, so it is another log");
    }
}
