package io.github.landfall.localaws.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** S3 on 127.0.0.1, kept as files in a directory. */
public final class BucketServer implements AutoCloseable {

  private final S3Proxy proxy;
  private final ObservedBlobStore store;
  private final URI endpoint;
  private final S3Client client;

  private BucketServer(S3Proxy proxy, ObservedBlobStore store, String region) {
    this.proxy = proxy;
    this.store = store;
    this.endpoint = URI.create("http://127.0.0.1:" + proxy.getPort());
    this.client =
        EmbeddedClients.client(
            S3Client.builder().forcePathStyle(true), endpoint, region, ApacheHttpClient.builder());
  }

  /**
   * Starts a server on a free port; it answers when this returns.
   *
   * @param directory an existing directory: a bucket is a directory in it, an object a file
   * @param region the region that the client signs for
   * @throws IOException if the server cannot start
   */
  public static BucketServer start(Path directory, String region) throws IOException {
    return start(directory, region, InstantSource.system());
  }

  /**
   * Starts a server whose objects are modified in virtual time; one that is uploaded in parts, when
   * its upload begins.
   *
   * @param directory an existing directory: a bucket is a directory in it, an object a file
   * @param region the region that the client signs for
   * @param clock the virtual clock
   * @throws IOException if the server cannot start
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">LastModified</a>
   */
  public static BucketServer start(Path directory, String region, InstantSource clock)
      throws IOException {
    ObservedBlobStore store =
        new ObservedBlobStore(new FilesystemNio2BlobStore(directory.toString()), directory, clock);
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.NONE, null, null)
            // The SDK sends headers, such as amz-sdk-invocation-id, that S3Proxy does not know.
            .ignoreUnknownHeaders(true)
            .jettyMaxThreads(20)
            // A kept-alive connection must not hold up the end of the rehearsal.
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IOException("the S3 server did not start", e);
    }
    return new BucketServer(proxy, store, region);
  }

  /**
   * Tells somebody of every object that is created or removed from now on, whoever does it.
   *
   * @param observer is told on a thread of the server, before the request is answered
   */
  public void observe(Consumer<ObjectChange> observer) {
    store.observe(observer);
  }

  /**
   * Tells somebody the key of every object that is read from now on, at each request for it or for
   * a part of it, whoever does it.
   *
   * @param observer is told on a thread of the server, before the request is answered
   */
  public void observeReads(Consumer<String> observer) {
    store.observeReads(observer);
  }

  /** Removes every bucket with all that is in it, and tells nobody; nor anybody any more. */
  public void clear() {
    store.forgetObservers();
    for (Bucket bucket : client.listBuckets().buckets()) {
      client
          .listObjectsV2Paginator(request -> request.bucket(bucket.name()))
          .contents()
          .forEach(
              object ->
                  client.deleteObject(request -> request.bucket(bucket.name()).key(object.key())));
      client.deleteBucket(request -> request.bucket(bucket.name()));
    }
  }

  /** The endpoint, to be used with path-style requests. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of this server, closed with it. */
  public S3Client client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IOException("the S3 server did not stop", e);
    }
  }
}
