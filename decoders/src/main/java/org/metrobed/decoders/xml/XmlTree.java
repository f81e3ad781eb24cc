package org.metrobed.decoders.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.Utf8;

/**
 * Reads XML as a tree: an element is an object of its attributes, <code>@name</code>, its text under the empty name, and a list for
 * each name of its elements; without attributes and elements it is its text, and null if <code>xsi:nil</code> says so. Prefixes of namespaces are left out. A document type
 * declaration is refused, so that there are no entities but those of XML itself. Stateless; thread-safe.
 */
final class XmlTree {

    /** Deepest nesting of elements. */
    static final int MAX_DEPTH = 64;

    /** Most elements and attributes. */
    static final int MAX_NODES = 200_000;

    /** The namespace of the attribute nil, which says that an element has no value. */
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private static final Set<String> TRUE = Set.of("true", "1");

    private static final Pattern ENCODING = Pattern.compile(
            "^(?:\\u00ef\\u00bb\\u00bf)?<\\?xml[^>]{0,80}\\bencoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");

    private static final int MAX_DECLARATION = 200;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int nodes;

    private XmlTree(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> new ByteArrayInputStream(new byte[0]));
        return factory;
    }

    /**
     * The tree of a document: an object with its outermost element.
     *
     * @throws XMLStreamException if it is not XML, has a document type declaration or more nodes or levels than are allowed
     */
    static JsonNode parse(byte[] payload) throws XMLStreamException {
        Charset encoding = encoding(payload);
        String text = Utf8.text(payload, encoding)
                .orElseThrow(() -> new XMLStreamException("the bytes are no text in " + encoding));
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
        try {
            XmlTree tree = new XmlTree(reader);
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            while (reader.hasNext()) {
                int event = reader.next();
                tree.refuse(event);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = reader.getLocalName();
                    root.putArray(name).add(tree.element(1));
                }
            }
            return root;
        } finally {
            reader.close();
        }
    }

    /** The character set that the document declares; the parser would print what is wrong with bytes. */
    private static Charset encoding(byte[] payload) throws XMLStreamException {
        if (payload.length > 1 && (payload[0] & payload[1] & 0xfe) == 0xfe) {
            return StandardCharsets.UTF_16;
        }
        String begin = new String(payload, 0, Math.min(payload.length, MAX_DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(begin);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            throw new XMLStreamException("the encoding " + Quote.name(declared.group(1)) + " is not known", e);
        }
    }

    private void refuse(int event) throws XMLStreamException {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("a document type declaration, or an entity of one, is refused");
        }
    }

    private void count(int more) throws XMLStreamException {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new XMLStreamException("there are more than " + MAX_NODES + " elements and attributes");
        }
    }

    private JsonNode element(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("elements are nested deeper than " + MAX_DEPTH);
        }
        count(1 + reader.getAttributeCount());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        boolean nil = false;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            nil |= INSTANCE.equals(reader.getAttributeNamespace(i)) && name.equals("nil") && TRUE.contains(value);
            node.put("@" + name, value);
        }
        boolean leaf = true;
        StringBuilder text = new StringBuilder();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            refuse(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                add(node, reader.getLocalName(), element(depth + 1));
                leaf = false;
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            }
            event = reader.next();
        }
        if (node.isEmpty()) {
            return node.textNode(text.toString().strip());
        }
        if (nil) {
            node.putNull(JsonPath.ELEMENT_TEXT);
        } else if (leaf || !text.toString().isBlank()) {
            node.put(JsonPath.ELEMENT_TEXT, text.toString().strip());
        }
        return node;
    }

    private static void add(ObjectNode parent, String name, JsonNode child) {
        JsonNode list = parent.get(name);
        (list instanceof ArrayNode array ? array : parent.putArray(name)).add(child);
    }
}
