package org.metrobed.decoders.xml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.metrobed.decoders.json.TreeRules;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.DeadLetter.Reason;

/**
 * XML of any structure, such as DATEX II: pointers in the binding locate readings, fields, time and device. Document type
 * declarations and entities are refused. Immutable; thread-safe.
 */
public final class XmlPointerDecoder implements PayloadDecoder {

    private final TreeRules rules;

    /** The instance in the registry. It needs options with the fields before it can decode. */
    public XmlPointerDecoder() {
        this(null);
    }

    private XmlPointerDecoder(TreeRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "xml-pointer";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String summary() {
        return "XML of any shape, such as DATEX II: pointers as of json-pointer lead through elements by their names without"
                + " prefixes, /a/b/0 to one of several b, and to attributes, /a/@id; of several elements without a number the first"
                + " is meant, and each takes all. All values are texts; those that are numbers are read. Document types and entities"
                + " are refused. Time: where time points, else the received time.";
    }

    @Override
    public List<DecoderOption> options() {
        return TreeRules.xmlOptions();
    }

    @Override
    public PayloadDecoder with(DecoderOptions options) {
        return new XmlPointerDecoder(TreeRules.ofXml(options));
    }

    @Override
    public boolean readsDates() {
        return rules != null && rules.readsDates();
    }

    @Override
    public Decoded decode(Message message) {
        if (rules == null) {
            return Decoded.rejected(Reason.UNSUPPORTED, "the binding names no fields");
        }
        if (Utf8.length(message.payload()) == 0) {
            return Decoded.rejected(Reason.EMPTY, "the payload is empty");
        }
        JsonNode root;
        try {
            root = XmlTree.parse(message.payload());
        } catch (XMLStreamException e) {
            return Json.malformed("not XML: " + Quote.clip(String.valueOf(e.getMessage()), 300));
        } catch (RuntimeException e) { // the parser of the JDK throws some for broken bytes, none of them declared
            return Json.malformed("not XML: " + e.getClass().getSimpleName());
        }
        return rules.settle(rules.read(root), message);
    }
}
