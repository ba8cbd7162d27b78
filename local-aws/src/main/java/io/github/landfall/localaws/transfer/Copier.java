package io.github.landfall.localaws.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A hub's two buckets: what is in them, and the copy from one to the other. */
final class Copier {

  /** From this size on an object is copied in parts. */
  private static final long LARGE = 10L << 20;

  private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

  private final S3Client s3;
  private final DthStack stack;

  /**
   * A worker asks each time whether an upload is open; here only one that was killed leaves any.
   */
  private boolean brokenOff;

  Copier(S3Client s3, DthStack stack) {
    this.s3 = s3;
    this.stack = stack;
  }

  /** Every object of the source, in the order of the keys; archived ones cannot be read. */
  List<TransferQueue.Task> sources() {
    List<TransferQueue.Task> sources = new ArrayList<>();
    for (S3Object object : objects(stack.parameter("srcBucket"), stack.sourcePrefix())) {
      if (!ARCHIVED.contains(String.valueOf(object.storageClassAsString()))) {
        sources.add(new TransferQueue.Task(object.key(), object.size()));
      }
    }
    return sources;
  }

  /** The key under which an object of the source arrives. */
  String targetKey(String key) {
    return stack.targetKey(key);
  }

  /** The sizes of the target's objects, by key. */
  Map<String, Long> targets() {
    Map<String, Long> targets = new HashMap<>();
    for (S3Object object :
        objects(stack.parameter("destBucket"), stack.targetKey(stack.sourcePrefix()))) {
      targets.put(object.key(), object.size());
    }
    return targets;
  }

  /**
   * Copies an object: as many bytes as the finder saw, however long it is now. An upload that
   * another attempt left open is resumed, and its parts are taken as they are, whatever has become
   * of the source since.
   *
   * @return the copy's entity tag
   * @throws software.amazon.awssdk.services.s3.model.NoSuchKeyException when the source is gone; an
   *     empty object is copied all the same
   */
  String copy(TransferQueue.Task task) {
    Optional<String> upload = brokenOff ? openUpload(task.key()) : Optional.empty();
    if (upload.isPresent()) {
      return inTwoParts(task, upload.get());
    }
    if (task.size() >= LARGE) {
      return inTwoParts(task, begin(task.key()));
    }
    String key = targetKey(task.key());
    return put(key, task.size() == 0 ? new byte[0] : read(task.key(), 0, task.size()));
  }

  /** Copies the first half of an object, as a worker does that is killed then. */
  void breakOff(TransferQueue.Task task) {
    brokenOff = true;
    String upload = begin(task.key());
    uploadPart(task, upload, 1, 0, task.size() / 2);
  }

  private String put(String key, byte[] content) {
    return s3.putObject(
            request -> request.bucket(stack.parameter("destBucket")).key(key),
            RequestBody.fromBytes(content))
        .eTag();
  }

  private byte[] read(String key, long from, long to) {
    return s3.getObjectAsBytes(
            request ->
                request
                    .bucket(stack.parameter("srcBucket"))
                    .key(key)
                    .range("bytes=%d-%d".formatted(from, to - 1)))
        .asByteArrayUnsafe();
  }

  private String begin(String key) {
    return s3.createMultipartUpload(
            request -> request.bucket(stack.parameter("destBucket")).key(targetKey(key)))
        .uploadId();
  }

  private Optional<String> openUpload(String key) {
    return s3
        .listMultipartUploads(
            request -> request.bucket(stack.parameter("destBucket")).prefix(targetKey(key)))
        .uploads()
        .stream()
        .filter(upload -> upload.key().equals(targetKey(key)))
        .map(MultipartUpload::uploadId)
        .findFirst();
  }

  private String inTwoParts(TransferQueue.Task task, String upload) {
    Map<Integer, String> there = new TreeMap<>();
    s3.listParts(
            request ->
                request
                    .bucket(stack.parameter("destBucket"))
                    .key(targetKey(task.key()))
                    .uploadId(upload))
        .parts()
        .forEach(part -> there.put(part.partNumber(), part.eTag()));
    long half = task.size() / 2;
    there.computeIfAbsent(1, number -> uploadPart(task, upload, number, 0, half));
    there.computeIfAbsent(2, number -> uploadPart(task, upload, number, half, task.size()));
    List<CompletedPart> parts =
        there.entrySet().stream()
            .map(
                part ->
                    CompletedPart.builder().partNumber(part.getKey()).eTag(part.getValue()).build())
            .toList();
    return s3.completeMultipartUpload(
            request ->
                request
                    .bucket(stack.parameter("destBucket"))
                    .key(targetKey(task.key()))
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)))
        .eTag();
  }

  private String uploadPart(
      TransferQueue.Task task, String upload, int number, long from, long to) {
    byte[] content = read(task.key(), from, to);
    return s3.uploadPart(
            request ->
                request
                    .bucket(stack.parameter("destBucket"))
                    .key(targetKey(task.key()))
                    .uploadId(upload)
                    .partNumber(number),
            RequestBody.fromBytes(content))
        .eTag();
  }

  private Iterable<S3Object> objects(String bucket, String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents();
  }
}
