package io.github.landfall.tools.transfers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * Rows for programs: a JSON object a line, with DTH's own names and exact values.
 *
 * <p>What an item lacks, its object lacks.
 *
 * @see <a href="https://jsonlines.org">JSON Lines</a>
 */
public final class JsonRows implements RowFormat {

  private final JsonGenerator json;

  /**
   * @param out where lines are written
   * @throws IOException if it can't be written to
   */
  public JsonRows(Writer out) throws IOException {
    json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
    // The caller decides when to flush.
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  @Override
  public void write(TransferRow row) throws IOException {
    json.writeStartObject();
    for (Map.Entry<Column, Value> entry : row.values().entrySet()) {
      Value value = entry.getValue();
      json.writeFieldName(entry.getKey().attribute());
      if (value.number()) {
        json.writeNumber(value.text());
      } else {
        json.writeString(value.text());
      }
    }
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }
}
