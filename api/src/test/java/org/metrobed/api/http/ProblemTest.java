package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void detailEndsWithOneMark() {
        assertThat(Problem.parameter("property", "is 'pm2.5'; did you mean 'pm25'?")
                        .detail())
                .isEqualTo("Parameter 'property' is 'pm2.5'; did you mean 'pm25'?");
        assertThat(Problem.parameter("limit", "must be a number").detail())
                .isEqualTo("Parameter 'limit' must be a number.");
        assertThat(Problem.body("has a field 'unit' that is 'C'; did you mean 'Cel'?")
                        .detail())
                .isEqualTo("The body has a field 'unit' that is 'C'; did you mean 'Cel'?");
        assertThat(Problem.body("is empty").detail()).isEqualTo("The body is empty.");
    }

    @Test
    void furtherBreachesAreASentenceOfTheirOwn() {
        Problem problem = Problem.parameters(List.of(
                new Problem.Breach("property", "is 'pm2.5'; did you mean 'pm25'?"),
                new Problem.Breach("limit", "must be a number")));
        assertThat(problem.detail())
                .isEqualTo("Parameter 'property' is 'pm2.5'; did you mean 'pm25'? 1 more in 'errors'.");
    }
}
