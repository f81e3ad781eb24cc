package org.metrobed.api.http;

import java.util.List;
import java.util.Map;

/** A request of a list that may be longer than an address. */
public record QueryRequest(
        @Doc("the list, such as windows: its path without /api/v1/")
        String list,

        @Doc("values of the parameters of the list, by name")
        Map<String, List<String>> parameters) {}
