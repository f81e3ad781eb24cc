package org.metrobed.api.usage;

import org.metrobed.api.http.Doc;
import org.metrobed.store.audit.ProjectUsage;

/** How often a project was read by readers of one role. */
public record UsageView(
        @Doc("the project's id") String project,
        @Doc("public, researcher, operator or admin") String role,

        @Doc("number of different readers with a key or a token")
        long readers,

        @Doc("number of requests for it, among others or alone")
        long requests,

        @Doc("rows of their answers, of all projects that they asked for")
        long rows,

        @Doc("bytes of their answers, before compression") long bytes) {

    static UsageView of(ProjectUsage usage) {
        return new UsageView(
                usage.project(), usage.role(), usage.readers(), usage.requests(), usage.rows(), usage.bytes());
    }
}
