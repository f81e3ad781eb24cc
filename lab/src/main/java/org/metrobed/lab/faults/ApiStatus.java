package org.metrobed.lab.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks the API whether it answers. Static functions only. */
final class ApiStatus {

    private static final int LIMIT_MILLIS = 5_000;

    private ApiStatus() {}

    /** Whether the API at this address answers with rows; false also when it does not answer. */
    static boolean serves(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url + "/api/v1/datastreams?limit=1").toURL().openConnection();
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
