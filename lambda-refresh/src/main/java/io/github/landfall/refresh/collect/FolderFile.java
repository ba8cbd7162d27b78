package io.github.landfall.refresh.collect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.run.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of folders: compressed, a JSON object a line. The first names the run that wrote the file.
 * It is read and written line by line, so that its length costs no memory.
 */
final class FolderFile {

  static final String TYPE = "application/gzip";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BUFFER = 1 << 16;

  private record Head(String run) {}

  private FolderFile() {}

  /** Writes a file. */
  static final class Writer implements AutoCloseable {

    private final SequenceWriter lines;

    /**
     * Begins a file; one of the same name is overwritten.
     *
     * @param file the file
     * @param run the run that it is of
     * @throws IOException if it can't be written
     */
    Writer(Path file, RunId run) throws IOException {
      lines =
          JSON.writer()
              .withRootValueSeparator("\n")
              .writeValues(new GZIPOutputStream(Files.newOutputStream(file), BUFFER));
      lines.write(new Head(run.mark()));
    }

    /**
     * Writes a line.
     *
     * @throws IOException if it can't be written
     */
    void write(FolderLine line) throws IOException {
      lines.write(line);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Reads a file. */
  static final class Reader implements AutoCloseable {

    private final JsonParser parser;
    private final MappingIterator<FolderLine> lines;

    /**
     * @param content the file's bytes; closed with the reader
     * @throws IOException if it can't be read, or is no such file
     */
    Reader(InputStream content) throws IOException {
      try {
        parser = JSON.createParser(new GZIPInputStream(content, BUFFER));
        JSON.readValue(parser, Head.class);
        lines = JSON.readerFor(FolderLine.class).readValues(parser);
      } catch (IOException e) {
        content.close();
        throw e;
      }
    }

    /** The next line; null at the end. */
    FolderLine next() throws IOException {
      return lines.hasNextValue() ? lines.nextValue() : null;
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }
}
