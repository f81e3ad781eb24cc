package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.metrobed.api.http.ProblemException;
import org.metrobed.catalog.Catalog;

class AnnotationResourceTest {

    @Test
    void catalogThatIsNotReadYetIsNoReasonToCallADatastreamUnknown() {
        assertThatThrownBy(() -> AnnotationResource.known(Catalog.empty(-1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));
        assertThat(AnnotationResource.known(Catalog.empty(0)).version()).isZero();
    }
}
