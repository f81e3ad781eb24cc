package org.metrobed.api.key;

import java.util.List;
import org.metrobed.api.http.Doc;

/** A request for a new key. Null means absent. */
public record KeyRequest(
        @Doc("what it is for, 1 to 200 characters") String name,
        @Doc("public, researcher, operator or admin") String role,

        @Doc(
                "ids of the only projects that are not public which it may read, and the only ones which it may change; all"
                        + " by default")
        List<String> projects,

        @Doc("the only resources that it may change, such as annotations; all that the role may by default")
        List<String> actions,

        @Doc("for how long it is valid, ISO 8601 from PT1M to P3650D; P365D by default")
        String validFor) {}
