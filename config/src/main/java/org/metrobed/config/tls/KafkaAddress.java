package org.metrobed.config.tls;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metrobed.config.Address;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * The address of Kafka as one text: {@code host:port}, several separated by commas. {@code ssl://} before them means TLS, and
 * {@code ?ca=FILE} after them names the PEM file of the certificates to trust, which are otherwise those of the JVM. {@code PLAINTEXT://} before them, as Kafka itself
 * writes it, means no TLS. Clients verify the name in the certificate of a
 * broker. Static functions only.
 */
public final class KafkaAddress {

    /** The meaning of a setting that has such an address. */
    public static final String MEANING =
            "Kafka brokers, host:port separated by commas; ssl:// before them for TLS, and ?ca=FILE after them for the PEM file of"
                    + " the certificates to trust, such as ssl://kafka:9092?ca=/run/secrets/ca.";

    /** The address of a Kafka on this machine. */
    public static final String DEFAULT = "127.0.0.1:9092";

    private static final String SCHEME = "ssl://";
    private static final Pattern FORM =
            Pattern.compile("((?<scheme>(?i)ssl)://|(?i:plaintext)://)?(?<hosts>[^/?]+)(\\?ca=(?<ca>[^?]+))?");
    private static final Pattern HOST = Pattern.compile("([^:\\s]+|\\[[^]\\s]+]):\\d{1,5}");

    private KafkaAddress() {}

    /** Reads a setting; adds an error if it is no such address, or if its file cannot be used. */
    public static String read(Settings settings, Setting setting) {
        String text = settings.text(setting);
        try {
            return parse(text);
        } catch (TlsException | IllegalArgumentException e) {
            settings.reject(setting, e.getMessage());
            return text;
        }
    }

    /**
     * The unchanged address.
     *
     * @throws IllegalArgumentException with the violated rule
     * @throws TlsException if the file of certificates cannot be used
     */
    public static String parse(String text) {
        Address.refuseUser(text);
        Matcher form = match(text);
        for (String host : form.group("hosts").split(",", -1)) {
            if (!HOST.matcher(host.strip()).matches()) {
                throw new IllegalArgumentException(
                        "is '" + text + "', must be host:port, several separated by commas, after ssl:// for TLS");
            }
        }
        String ca = form.group("ca");
        if (ca != null && form.group("scheme") == null) {
            throw new IllegalArgumentException("has ca, which needs an address that starts with " + SCHEME);
        }
        if (ca != null) {
            Pem.trust(Path.of(ca));
        }
        return text;
    }

    /** The settings of a client of Kafka that connects to this address and has these settings besides. */
    public static Map<String, Object> client(String address, Map<String, ?> others) {
        Matcher form = match(address);
        Map<String, Object> settings = new HashMap<>(others);
        settings.put("bootstrap.servers", form.group("hosts"));
        if (form.group("scheme") != null) {
            settings.put("security.protocol", "SSL");
        }
        if (form.group("ca") != null) {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", form.group("ca"));
        }
        return settings;
    }

    /** The settings of a client of Kafka that connects to this address. */
    public static Map<String, Object> client(String address) {
        return client(address, Map.of());
    }

    private static Matcher match(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "is '" + text + "', must look like host:port, ssl://host:port or ssl://host:port?ca=FILE");
        }
        return form;
    }
}
