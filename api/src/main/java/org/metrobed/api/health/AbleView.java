package org.metrobed.api.health;

import java.util.List;
import org.metrobed.api.http.Doc;

/** Whether this process can do its work. */
public record AbleView(
        @Doc("up, or down with status 503") String status,
        @Doc("why it is down") List<String> reasons) {}
