package io.github.landfall.tools.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RowFormatTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static final TransferRow COPIED =
      TransferRow.of(
          Map.of(
              "ObjectKey", text("show/第一集, take \"2\".mov"),
              "JobStatus", text("DONE"),
              "Size", number("1610612736"),
              "StartTimestamp", number("1763856301"),
              "EndTimestamp", number("1763856390"),
              "SpentTime", number("89"),
              "Etag", text("9e107d9d372bb6826bd81d3542a419d6"),
              "Sequencer", text("0061")));

  /** What DTH leaves of an object that was deleted and never copied. */
  private static final TransferRow BARE = TransferRow.of(Map.of("ObjectKey", text("gone.mov")));

  private static final TransferRow MALFORMED =
      TransferRow.of(
          Map.of(
              "ObjectKey", text("=odd\u001b[2J\nname"),
              "JobStatus", text("NEW\rWORD"),
              "Size", text("big"),
              "StartTimestamp", number("99999999999999999999"),
              "EndTimestamp", text("-soon"),
              "SpentTime", number("-1.5")));

  @Test
  void terminalShowsTimeStatusSizeAndKeyInLine() {
    assertThat(aligned(COPIED))
        .isEqualTo("2025-11-23 08:05:01  DONE           1.5 GiB  show/第一集, take \"2\".mov\n");
    assertThat(aligned(BARE)).isEqualTo("-                    -                    -  gone.mov\n");
  }

  @Test
  void terminalShowsWhatIsThereAndNeverRawControlCharacters() {
    assertThat(aligned(MALFORMED))
        .isEqualTo("99999999999999999999  NEW\\rWORD          big  =odd\\u001b[2J\\nname\n");
  }

  @Test
  void negativeSizeAndTimeAreShownAsWrittenAndCountForNothing() {
    TransferRow row = TransferRow.of(Map.of("Size", number("-5"), "StartTimestamp", number("-1")));

    assertThat(aligned(row)).isEqualTo("-1                   -                   -5  -\n");
    assertThat(row.bytes()).isEmpty();
  }

  @Test
  void programGetsExactValuesUnderDthsNames() {
    assertThat(json(COPIED))
        .isEqualTo(
            "{\"ObjectKey\":\"show/第一集, take \\\"2\\\".mov\",\"JobStatus\":\"DONE\","
                + "\"Size\":1610612736,\"StartTimestamp\":1763856301,\"EndTimestamp\":1763856390,"
                + "\"SpentTime\":89,\"Etag\":\"9e107d9d372bb6826bd81d3542a419d6\"}\n");
  }

  @Test
  void programGetsWhatIsThereOneObjectALine() {
    assertThat(json(BARE)).isEqualTo("{\"ObjectKey\":\"gone.mov\"}\n");
    assertThat(json(MALFORMED))
        .isEqualTo(
            "{\"ObjectKey\":\"=odd\\u001B[2J\\nname\",\"JobStatus\":\"NEW\\rWORD\","
                + "\"Size\":\"big\",\"StartTimestamp\":99999999999999999999,"
                + "\"EndTimestamp\":\"-soon\",\"SpentTime\":-1.5}\n");
    assertThat(json(BARE, BARE)).isEqualTo("{\"ObjectKey\":\"gone.mov\"}\n".repeat(2));
  }

  @Test
  void valueOfATypeThatNobodyExpectsIsShownToo() {
    TransferRow row = TransferRow.of(Map.of("JobStatus", AttributeValue.fromBool(true)));

    assertThat(aligned(row)).contains("AttributeValue(BOOL=true)");
  }

  private static String aligned(TransferRow... rows) {
    return written(out -> new AlignedRows(out, SHANGHAI), rows);
  }

  private static String json(TransferRow... rows) {
    return written(JsonRows::new, rows);
  }

  private interface Opening {
    RowFormat open(StringWriter out) throws IOException;
  }

  private static String written(Opening opening, TransferRow... rows) {
    StringWriter out = new StringWriter();
    try {
      RowFormat format = opening.open(out);
      for (TransferRow row : rows) {
        format.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(String number) {
    return AttributeValue.fromN(number);
  }
}
