package org.metrobed.ingest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.SelectStrategy;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GatheredReadsTest {

    private final List<Long> rests = new ArrayList<>();
    private final GatheredReads strategy =
            new GatheredReads(DefaultSelectStrategyFactory.INSTANCE.newSelectStrategy(), rests::add);

    @Test
    void restsBeforeItWaitsForMessages() throws Exception {
        assertThat(strategy.calculateStrategy(() -> 3, false)).isEqualTo(SelectStrategy.SELECT);

        assertThat(rests).containsExactly(Duration.ofMillis(10).toNanos());
    }

    @Test
    void workThatIsDueNeedNotWait() throws Exception {
        assertThat(strategy.calculateStrategy(() -> 3, true)).isEqualTo(3);

        assertThat(rests).isEmpty();
    }

    @Test
    void aTaskThatComesDuringARestIsNotForgotten() throws Exception {
        var loops = new NioEventLoopGroup(
                1, new DefaultThreadFactory("gathered", true), SelectorProvider.provider(), GatheredReads.FACTORY);
        try {
            Callable<Integer> task = () -> 1;
            for (int i = 0; i < 20; i++) {
                assertThat(loops.submit(task).get(5, TimeUnit.SECONDS)).isOne();
            }
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
