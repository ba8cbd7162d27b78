package io.github.landfall.comparison;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.comparison.BucketListing.Place;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * What is to be copied again: kept in a file while the buckets are compared, then sent to the
 * transfer queue in Data Transfer Hub's own words.
 *
 * <p>A worker resumes an upload of the same key that another one left open, and takes its parts as
 * they are. So open uploads are aborted before.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
public final class Repair implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int BATCH = 10;

  /** SQS's older limit of a batch, as pages of AWS China still have it. */
  private static final int BATCH_BYTES = 256 * 1024;

  private static final int ATTEMPTS = 5;

  /** SQS did not take a message. */
  public static final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
      super(message);
    }
  }

  private record Task(String key, long size) {}

  private final Path file;
  private final BufferedWriter out;
  private long objects;
  private long bytes;

  /**
   * Begins, with nothing to be sent.
   *
   * @throws IOException if there is no room for the file
   */
  public Repair() throws IOException {
    file = Files.createTempFile("landfall-compare", ".jsonl");
    file.toFile().deleteOnExit();
    out = Files.newBufferedWriter(file);
  }

  /**
   * Keeps an object that a copy would mend.
   *
   * @throws IOException if it can't be written
   */
  public void add(Compared object) throws IOException {
    Listed source = object.source().orElseThrow();
    add(new Task(source.key(), source.bytes()));
  }

  private void add(Task task) throws IOException {
    out.write(JSON.writeValueAsString(task));
    out.newLine();
    objects++;
    bytes += task.size();
  }

  /**
   * Keeps what another one kept.
   *
   * @param file that one's {@link #file}
   * @throws IOException if it can't be read or written
   */
  public void addAll(InputStream file) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      add(JSON.readValue(line, Task.class));
    }
  }

  /**
   * What is kept, a message a line. It is there until this is closed.
   *
   * @throws IOException if it can't be written
   */
  public Path file() throws IOException {
    out.flush();
    return file;
  }

  /** How many objects are kept. */
  public long objects() {
    return objects;
  }

  /** Their bytes. */
  public long bytes() {
    return bytes;
  }

  /**
   * Aborts the open uploads of what is kept, and sends it.
   *
   * @param landing where the partner's objects land
   * @param sqs the queue's client
   * @param queue the name of the transfer queue
   * @return how many uploads were aborted
   * @throws IOException if what was kept can't be read
   * @throws RefusedException if SQS did not take a message in some attempts; the message says how
   *     many it took
   */
  public int send(Place landing, SqsClient sqs, String queue) throws IOException {
    out.flush();
    S3Client s3 = landing.client();
    String bucket = landing.bucket();
    String folder = landing.folder();
    String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    Map<String, List<String>> uploads = new HashMap<>();
    s3.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(folder))
        .uploads()
        .forEach(
            upload ->
                uploads
                    .computeIfAbsent(upload.key(), key -> new ArrayList<>())
                    .add(upload.uploadId()));
    int aborted = 0;
    long sent = 0;
    List<String> batch = new ArrayList<>();
    int size = 0;
    try (BufferedReader in = Files.newBufferedReader(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String key = folder + JSON.readValue(line, Task.class).key();
        for (String upload : uploads.getOrDefault(key, List.of())) {
          s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
          aborted++;
        }
        int more = line.getBytes(StandardCharsets.UTF_8).length;
        if (batch.size() == BATCH || size + more > BATCH_BYTES) {
          sent += send(sqs, url, batch, sent);
          batch.clear();
          size = 0;
        }
        batch.add(line);
        size += more;
      }
    }
    send(sqs, url, batch, sent);
    return aborted;
  }

  /** What SQS refuses is sent again; the others of a batch are in the queue. */
  private static int send(SqsClient sqs, String queue, List<String> bodies, long before) {
    List<String> left = List.copyOf(bodies);
    Collection<BatchResultErrorEntry> refused = List.of();
    for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
      List<String> now = left;
      refused =
          sqs.sendMessageBatch(
                  request ->
                      request
                          .queueUrl(queue)
                          .entries(
                              IntStream.range(0, now.size())
                                  .mapToObj(
                                      i ->
                                          SendMessageBatchRequestEntry.builder()
                                              .id(Integer.toString(i))
                                              .messageBody(now.get(i))
                                              .build())
                                  .toList()))
              .failed();
      left = refused.stream().map(entry -> now.get(Integer.parseInt(entry.id()))).toList();
    }
    if (!left.isEmpty()) {
      throw new RefusedException(
          "SQS refused a message in %d attempts: %s. %d objects were sent before; compare again for the rest"
              .formatted(
                  ATTEMPTS,
                  refused.iterator().next().message(),
                  before + bodies.size() - left.size()));
    }
    return bodies.size();
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
