package io.github.landfall.localaws.gateway;

/**
 * The S3 requests that a gateway's listings cost.
 *
 * @param lists LIST requests, one for each started thousand entries of a folder
 * @param heads HEAD requests, one for each object
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public record BucketRequests(long lists, long heads) {

  /** What is left of them without others. */
  public BucketRequests minus(BucketRequests less) {
    return new BucketRequests(lists - less.lists, heads - less.heads);
  }

  BucketRequests plus(BucketRequests more) {
    return new BucketRequests(lists + more.lists, heads + more.heads);
  }
}
