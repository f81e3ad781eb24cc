package org.metrobed.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.model.TopicTemplate;
import org.metrobed.topics.IngestRoute;

class SubscriptionsTest {

    @Test
    void oneInstanceSubscribesTheFewestFiltersThatTakeInEverything() {
        Subscriptions alone = new Subscriptions(List.of("metrobed/v1/#", "senml/#"), "ingest", Instances.ONE);

        assertThat(alone.wanted(List.of())).containsExactly("metrobed/v1/#", "senml/#");
        assertThat(alone.wanted(List.of(
                        ordered("metrobed/v1/{bed}/{gateway}/{thing}/up"),
                        shared("v3/{app}/devices/{device}/up"),
                        shared("v3/+/devices/+/up"),
                        ordered("spBv1.0/{group}/#"),
                        ordered("spBv1.0/{group}/NBIRTH/{node}"))))
                .containsExactly("metrobed/v1/#", "senml/#", "spBv1.0/+/#", "v3/+/devices/+/up");
    }

    @Test
    void everyOrderedFilterBelongsToOneInstanceAndSharedOnesToAll() {
        List<IngestRoute> routes = new ArrayList<>(IntStream.range(0, 50)
                .mapToObj(i -> ordered("plant-" + i + "/{device}"))
                .toList());
        routes.add(shared("lora/{gateway}/up"));
        List<String> all = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            List<String> some = List.copyOf(of(number, 3).wanted(routes));
            assertThat(some).contains("$share/in_gest/lora/+/up").hasSizeBetween(8, 30);
            all.addAll(some);
        }

        all.removeIf(filter -> filter.startsWith("$share/"));
        assertThat(all).hasSize(52).doesNotHaveDuplicates().contains("a/#", "b/#", "plant-0/+", "plant-49/+");
        assertThat(of(1, 3).wanted(routes)).contains("a/#").doesNotContain("b/#");
        assertThat(of(2, 3).wanted(routes)).contains("b/#").doesNotContain("a/#");
    }

    @Test
    void filterDoesNotMoveWhenAnotherComesOrGoes() {
        List<IngestRoute> few = List.of(ordered("m/{x}"), ordered("z/{x}"));
        List<IngestRoute> more = List.of(ordered("a0/{x}"), ordered("m/{x}"), ordered("n/{x}"), ordered("z/{x}"));

        for (int number = 1; number <= 3; number++) {
            assertThat(of(number, 3).wanted(more)).containsAll(of(number, 3).wanted(few));
        }
    }

    @Test
    void overlappingFiltersStayTogetherAndASharedOneIsOrderedWhenItOverlapsAnOrderedOne() {
        List<IngestRoute> routes =
                List.of(ordered("p/{x}/status"), ordered("p/line1/{y}"), shared("p/{x}/up"), shared("q/{x}/up"));
        List<List<String>> wanted = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> List.copyOf(of(number, 2).wanted(routes)))
                .toList();

        assertThat(wanted).anySatisfy(filters -> assertThat(filters).contains("p/+/status", "p/line1/+", "p/+/up"));
        assertThat(wanted)
                .allSatisfy(filters -> assertThat(filters).contains("$share/in_gest/q/+/up"))
                .anySatisfy(filters -> assertThat(filters).doesNotContain("p/+/status", "p/line1/+", "p/+/up"));
    }

    @Test
    void formsAreThoseThatAnySessionMayHold() {
        assertThat(of(1, 2).forms(List.of("x/+")))
                .containsExactlyInAnyOrder(
                        "a/#", "b/#", "x/+", "$share/in_gest/a/#", "$share/in_gest/b/#", "$share/in_gest/x/+");
    }

    @Test
    void instanceHasASessionOfItsOwn() {
        assertThat(Instances.ONE.clientId("ingest")).isEqualTo("ingest");
        assertThat(new Instances(2, 3).clientId("ingest")).isEqualTo("ingest-2");
        assertThatThrownBy(() -> new Instances(4, 3)).hasMessageContaining("not one of 1 to 3");
    }

    private static Subscriptions of(int number, int count) {
        return new Subscriptions(List.of("a/#", "b/#"), "in/gest", new Instances(number, count));
    }

    private static IngestRoute ordered(String topic) {
        return new IngestRoute(TopicTemplate.parse(topic), "", false);
    }

    private static IngestRoute shared(String topic) {
        return new IngestRoute(TopicTemplate.parse(topic), "", true);
    }
}
