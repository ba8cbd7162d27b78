package io.github.landfall.localaws.server;

import io.github.landfall.localaws.server.ObjectChange.How;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tells of every object that is created, removed or read, whoever does it, before its request is
 * answered.
 */
final class ObservedBlobStore extends ForwardingBlobStore {

  /** S3Proxy keeps notes on uploads that are under way as objects beside the others. */
  private static final String OWN_NOTES = ".s3proxy-";

  private final Path directory;
  private final InstantSource clock;
  private final Map<String, Instant> uploads = new ConcurrentHashMap<>();
  private final List<Consumer<ObjectChange>> observers = new CopyOnWriteArrayList<>();
  private final List<Consumer<String>> readObservers = new CopyOnWriteArrayList<>();

  /**
   * @param store a store of files
   * @param directory where its files are: a bucket is a directory in it, an object a file
   * @param clock when objects are modified
   */
  ObservedBlobStore(BlobStore store, Path directory, InstantSource clock) {
    super(store);
    this.directory = directory;
    this.clock = clock;
  }

  void observe(Consumer<ObjectChange> observer) {
    observers.add(observer);
  }

  void observeReads(Consumer<String> observer) {
    readObservers.add(observer);
  }

  void forgetObservers() {
    observers.clear();
    readObservers.clear();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    readObservers.forEach(observer -> observer.accept(request.key()));
    return super.getBlob(request);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    PutObjectResponse response = super.putBlob(request, content);
    modified(request.bucket(), request.key(), clock.instant());
    created(request.bucket(), request.key(), How.PUT);
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    CopyObjectResponse response = super.copyBlob(request);
    modified(request.destinationBucket(), request.destinationKey(), clock.instant());
    created(request.destinationBucket(), request.destinationKey(), How.COPY);
    return response;
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    MultipartUpload upload = super.initiateMultipartUpload(request);
    uploads.put(upload.id(), clock.instant());
    return upload;
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    Instant begun = uploads.remove(upload.id());
    modified(upload.containerName(), upload.blobName(), begun == null ? clock.instant() : begun);
    created(upload.containerName(), upload.blobName(), How.COMPLETE_MULTIPART_UPLOAD);
    return response;
  }

  /** A request that names many objects comes here once for each. */
  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    DeleteObjectResponse response = super.removeBlob(request);
    removed(request.bucket(), request.key());
    return response;
  }

  /** An object is as old as its file. The mark of a folder is no file. */
  private void modified(String bucket, String key, Instant time) {
    Path file = directory.resolve(bucket).resolve(key);
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException("the time of " + file + " can't be set", e);
    }
  }

  private void created(String bucket, String key, How how) {
    HeadObjectResponse now =
        blobMetadata(HeadObjectRequest.builder().bucket(bucket).key(key).build());
    tell(
        new ObjectChange(
            bucket, key, how, now.contentLength(), String.valueOf(now.eTag()).replace("\"", "")));
  }

  private void removed(String bucket, String key) {
    tell(new ObjectChange(bucket, key, How.DELETE, 0, ""));
  }

  private void tell(ObjectChange change) {
    if (!change.key().startsWith(OWN_NOTES)) {
      observers.forEach(observer -> observer.accept(change));
    }
  }
}
