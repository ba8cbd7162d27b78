package io.github.landfall.refresh.list;

import java.io.InputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads media hash lists: MHL 1.x, and ASC MHL 2.0. The hashes themselves are passed over.
 *
 * <p>A list is read as a stream. It comes from outside: a document type, and with it any entity, is
 * refused; a path is data, whatever it says.
 *
 * @see <a href="https://mediahashlist.org">MHL 1.x</a>
 * @see <a href="https://github.com/ascmitc/mhl-specification">ASC MHL 2.0</a>
 */
final class HashList {

  /** S3's keys are shorter. */
  private static final int MAX_TEXT = 4_096;

  private static final XMLInputFactory XML = factory();

  private final XMLStreamReader xml;
  private long files;

  private HashList(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Reads a list.
   *
   * @param content its bytes; the caller closes them
   * @param files takes each file that it names
   * @throws BrokenListException if it is none, or ends before its end; some files may be taken then
   */
  static void read(InputStream content, Consumer<ListedFile> files) throws BrokenListException {
    XMLStreamReader xml = null;
    try {
      xml = XML.createXMLStreamReader(content);
      new HashList(xml).read(files);
    } catch (XMLStreamException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst("(?s).*\\nMessage: ", "");
      throw new BrokenListException(
          (e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber() + ": ") + why);
    } finally {
      close(xml);
    }
  }

  private void read(Consumer<ListedFile> taker) throws XMLStreamException, BrokenListException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      // What stands before the root is of no interest.
    }
    if (!xml.getLocalName().equals("hashlist")) {
      throw broken("the root is %s; expected hashlist".formatted(xml.getLocalName()));
    }
    String version = xml.getAttributeValue(null, "version");
    if (version == null || !version.matches("[12]\\..{1,8}")) {
      throw broken("the version is %s; expected 1.x or 2.x".formatted(version));
    }
    while (xml.hasNext()) {
      if (next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("hash")) {
        files++;
        taker.accept(file());
      }
    }
    if (files == 0) {
      throw broken("it lists no file");
    }
  }

  /** The file of a {@code hash}, whose end is read as well. */
  private ListedFile file() throws XMLStreamException, BrokenListException {
    String path = null;
    long bytes = ListedFile.UNKNOWN;
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        String name = depth == 2 ? xml.getLocalName() : "";
        if (name.equals("size")) {
          bytes = size(text());
          depth--;
        } else if (name.equals("file") || name.equals("path")) {
          String size = xml.getAttributeValue(null, "size");
          bytes = size == null ? bytes : size(size);
          path = text();
          depth--;
        }
      }
    }
    if (path == null || path.isEmpty()) {
      throw broken("a hash has no file");
    }
    return new ListedFile(path, bytes);
  }

  /** The text up to the end of this element, which is read as well. */
  private String text() throws XMLStreamException, BrokenListException {
    StringBuilder text = new StringBuilder();
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        throw broken("%s where a text is expected".formatted(xml.getLocalName()));
      }
      if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(xml.getText());
      }
      if (text.length() > MAX_TEXT) {
        throw broken("a text of more than %,d characters".formatted(MAX_TEXT));
      }
    }
    return text.toString();
  }

  private long size(String text) throws BrokenListException {
    if (!text.strip().matches("[0-9]{1,18}")) {
      throw broken("a size is '%.20s'; expected a number of bytes".formatted(text));
    }
    return Long.parseLong(text.strip());
  }

  private int next() throws XMLStreamException, BrokenListException {
    int event = xml.next();
    if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
      throw broken("a document type or an entity, which no delivery list has");
    }
    return event;
  }

  private BrokenListException broken(String why) {
    return new BrokenListException("line %d: %s".formatted(xml.getLocation().getLineNumber(), why));
  }

  private static void close(XMLStreamReader xml) {
    try {
      if (xml != null) {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a reader of XML can't be closed: " + e.getMessage(), e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }
}
