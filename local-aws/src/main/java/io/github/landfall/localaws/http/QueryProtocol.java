package io.github.landfall.localaws.http;

import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The AWS query protocol: a form with an {@code Action} in, XML out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
public final class QueryProtocol implements Protocol {

  private final String xmlNamespace;
  private final Map<String, Function<SortedMap<String, String>, Map<String, ?>>> actions;

  /**
   * A service's protocol.
   *
   * @param xmlNamespace the namespace of the answers
   * @param actions for each action's name, how the form's fields become the members of its result:
   *     texts, maps of members, or lists of these; throws {@link AwsFault} for an error that the
   *     caller is to see
   */
  public QueryProtocol(
      String xmlNamespace,
      Map<String, Function<SortedMap<String, String>, Map<String, ?>>> actions) {
    this.xmlNamespace = xmlNamespace;
    this.actions = Map.copyOf(actions);
  }

  @Override
  public Answer answer(String target, byte[] body) {
    SortedMap<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    String action = form.getOrDefault("Action", "");
    try {
      if (!actions.containsKey(action)) {
        throw new AwsFault(
            "InvalidAction", 400, "Action '" + action + "' is none of " + actions.keySet());
      }
      Map<String, ?> result = actions.get(action).apply(form);
      return xml(200, action + "Response", action + "Result", result, "ResponseMetadata");
    } catch (AwsFault fault) {
      Map<String, String> error = new TreeMap<>();
      error.put("Type", fault.status() < 500 ? "Sender" : "Receiver");
      error.put("Code", fault.code());
      error.put("Message", fault.getMessage());
      return xml(fault.status(), "ErrorResponse", "Error", error, "");
    }
  }

  private static SortedMap<String, String> form(String body) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(
            URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  private Answer xml(
      int status, String root, String part, Map<String, ?> members, String metadata) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartElement(root);
      xml.writeDefaultNamespace(xmlNamespace);
      write(xml, part, members);
      if (!metadata.isEmpty()) {
        xml.writeStartElement(metadata);
      }
      write(xml, "RequestId", "rehearsal");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("no XML from " + members, e);
    }
    return new Answer(status, "text/xml", text.toString());
  }

  private static void write(XMLStreamWriter xml, String name, Object value)
      throws XMLStreamException {
    xml.writeStartElement(name);
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        write(xml, String.valueOf(member.getKey()), member.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object member : list) {
        write(xml, "member", member);
      }
    } else {
      xml.writeCharacters(String.valueOf(value));
    }
    xml.writeEndElement();
  }
}
