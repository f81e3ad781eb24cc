package org.metrobed.model.limits;

import java.util.List;
import java.util.Objects;

/**
 * What the climatology test reads. Immutable.
 *
 * @param zone whose clock and calendar the seasons mean: an IANA zone or {@code UTC}
 * @param members in order; the last one that matches a row decides
 */
public record ClimatologyLimits(String zone, List<Member> members) {

    public ClimatologyLimits {
        Objects.requireNonNull(zone, "zone");
        members = List.copyOf(members);
    }

    /**
     * What is usual at some time.
     *
     * @param seasons when it holds: in all of them
     * @param depth at which depths it holds, metres; null: at any, known or not
     * @param suspect the usual span, in the datastream's unit
     * @param fail the possible span, in the datastream's unit; {@link Span#OPEN} when there is none
     */
    public record Member(List<Season> seasons, Span depth, Span suspect, Span fail) {
        public Member {
            seasons = List.copyOf(seasons);
            Objects.requireNonNull(suspect, "suspect");
            Objects.requireNonNull(fail, "fail");
        }
    }

    /**
     * A part of time; both ends belong to it.
     *
     * @param period what is counted
     * @param span from and to, in that count
     */
    public record Season(Period period, Span span) {
        public Season {
            Objects.requireNonNull(period, "period");
            Objects.requireNonNull(span, "span");
        }
    }
}
