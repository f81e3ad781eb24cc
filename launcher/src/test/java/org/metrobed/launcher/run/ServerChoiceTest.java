package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ServerChoiceTest {

    @Test
    void newFolderIsServedByIngest() {
        assertThat(ServerChoice.of(Optional.empty(), false)).isEqualTo(new ServerChoice(true, Optional.empty()));
    }

    @Test
    void folderWithTheQueueOfABrokerKeepsTheBrokerAndSaysSo() {
        ServerChoice kept = ServerChoice.of(Optional.empty(), true);

        assertThat(kept.direct()).isFalse();
        assertThat(kept.notice()).hasValueSatisfying(text -> assertThat(text).contains("has the queue of a broker"));
    }

    @Test
    void wishIsFollowedAndMessagesThatStayInTheQueueAreTold() {
        assertThat(ServerChoice.of(Optional.of(false), true)).isEqualTo(new ServerChoice(false, Optional.empty()));
        assertThat(ServerChoice.of(Optional.of(false), false)).isEqualTo(new ServerChoice(false, Optional.empty()));
        assertThat(ServerChoice.of(Optional.of(true), false)).isEqualTo(new ServerChoice(true, Optional.empty()));
        ServerChoice replaced = ServerChoice.of(Optional.of(true), true);
        assertThat(replaced.direct()).isTrue();
        assertThat(replaced.notice())
                .hasValueSatisfying(text -> assertThat(text).contains("are not read", "--mqtt-endpoint broker"));
    }
}
