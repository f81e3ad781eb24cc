package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowContentTest {

    @Test
    void partsAddUpAndKeepTheNewestCatalogVersion() {
        WindowContent one = new WindowContent(Summary.of(1, 1), Summary.EMPTY, 1, 2, 3, 9);
        WindowContent other = new WindowContent(Summary.of(3, 2), Summary.of(5, 3), 10, 20, 30, 4);
        WindowContent both = one.merge(other);
        assertThat(both).isEqualTo(other.merge(one));
        assertThat(both.good().sum()).isEqualTo(4);
        assertThat(both.suspect().count()).isEqualTo(1);
        assertThat(both.notEvaluated()).isEqualTo(11);
        assertThat(both.fail()).isEqualTo(22);
        assertThat(both.missing()).isEqualTo(33);
        assertThat(both.catalogVersion()).isEqualTo(9);
        assertThat(both.count()).isEqualTo(69);
        assertThat(one.merge(WindowContent.EMPTY)).isEqualTo(one);
    }
}
