package org.metrobed.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CompressedChunksTest {

    @Test
    void aFewLateRowsAfterManyOfLongAgoAreAFew() {
        CompressedChunks.Chunk chunk = new CompressedChunks.Chunk(0);
        chunk.count(CompressedChunks.MANY - 1, 5_000);
        assertThat(chunk.many()).isFalse();
        chunk.count(1, 5_000 + CompressedChunks.OPEN_MILLIS);
        assertThat(chunk.many()).isTrue();
        chunk.count(3, 5_001 + CompressedChunks.OPEN_MILLIS);
        assertThat(chunk.many()).isFalse();
    }
}
