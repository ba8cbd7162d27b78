package io.github.landfall.arrivals;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events as S3 sends them to a queue, with every member that its documentation shows. */
final class S3Events {

  /** What S3 sends when a notification is configured. */
  static final String TEST =
      """
      {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-23T09:00:00.000Z",\
      "Bucket":"studio-landing","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR+YstdA6Knx4Ip8EXAMPLE"}\
      """;

  private S3Events() {}

  static String created(String key, long bytes, String sequencer) {
    return event("ObjectCreated:Put", key, "\"size\":%d,".formatted(bytes), sequencer);
  }

  static String removed(String key, String sequencer) {
    return event("ObjectRemoved:DeleteMarkerCreated", key, "", sequencer);
  }

  static String event(String name, String key, String size, String sequencer) {
    return """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"cn-northwest-1",\
        "eventTime":"2026-11-23T16:05:01.123Z","eventName":"%s",\
        "userIdentity":{"principalId":"AWS:AROAEXAMPLE:i-0123456789abcdef0"},\
        "requestParameters":{"sourceIPAddress":"10.0.1.23"},\
        "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"northlight","bucket":{"name":"studio-landing",\
        "ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws-cn:s3:::studio-landing"},\
        "object":{"key":"%s",%s"eTag":"d41d8cd98f00b204e9800998ecf8427e","versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko",\
        "sequencer":"%s"}}}]}\
        """
        .formatted(name, json(encoded(key)), size, sequencer);
  }

  /**
   * A key as S3 writes it, byte by byte: letters, digits and a few marks as they are, a blank as a
   * plus sign, all else as %XX.
   */
  static String encoded(String key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      if (octet == ' ') {
        out.write('+');
      } else if (octet > 0 && (Character.isLetterOrDigit(octet) || "/.-_*".indexOf(octet) >= 0)) {
        out.write(octet);
      } else {
        out.writeBytes("%%%02X".formatted(octet).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return out.toString(StandardCharsets.US_ASCII);
  }

  private static String json(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
