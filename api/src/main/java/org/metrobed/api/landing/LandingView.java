package org.metrobed.api.landing;

import java.util.List;
import org.metrobed.api.http.Doc;

/** The landing page of the API, after OGC API - Common. */
public record LandingView(
        String title,
        String description,
        @Doc("version of the program") String version,
        @Doc("the catalog version shown") long catalogVersion,
        List<LinkView> links) {

    /** A link. */
    public record LinkView(
            @Doc("relation, by IANA; item: a resource of this API; license: of the data of a project")
            String rel,

            @Doc("path on this server, or an address") String href,
            @Doc("media type") String type,
            String title) {}
}
