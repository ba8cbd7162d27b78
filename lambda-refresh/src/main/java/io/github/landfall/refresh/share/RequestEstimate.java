package io.github.landfall.refresh.share;

/**
 * What a refresh costs: the one place that says so.
 *
 * <p>The unit is one request to S3. A gateway makes a LIST request for each started thousand
 * entries of a folder that it renews, objects and folders alike, and a HEAD request for each object
 * in it. A RefreshCache call costs a wait besides: calls must be a minute apart, and the artists
 * wait with it. S3 serves 5,500 such requests a second and prefix, so a minute would be worth
 * 330,000 of them at most. But requests are paid for, and the gateway that makes them serves the
 * artists at the same time; so a minute is taken for a thousand requests a second.
 *
 * <p>A folder that was never counted is taken for empty. No figure would be better: a new partner's
 * folders are complete from the first object on, an older library's never will be, and neither
 * counts nor events tell the two apart.
 *
 * @param lists LIST requests
 * @param heads HEAD requests
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html">Requests
 *     a second and prefix</a>
 */
record RequestEstimate(long lists, long heads) {

  /** Nothing. */
  static final RequestEstimate NONE = new RequestEstimate(0, 0);

  /** What the minute's wait of a call is worth. */
  static final long CALL = 60 * 1_000L;

  /**
   * What refreshing everything below a folder is taken for when others than the partner have
   * folders there, of which the tree does not know: more than any plan that leaves them alone.
   */
  static final long UNKNOWN_FOLDERS = 1_000_000_000;

  private static final long ENTRIES_PER_LIST = 1_000;

  /** What renewing one folder costs, without those below it. */
  static RequestEstimate ofFolder(long objects, long folders) {
    long lists = (objects + folders + ENTRIES_PER_LIST - 1) / ENTRIES_PER_LIST;
    return new RequestEstimate(Math.max(1, lists), objects);
  }

  RequestEstimate plus(RequestEstimate more) {
    return new RequestEstimate(lists + more.lists, heads + more.heads);
  }

  /** All requests. */
  long requests() {
    return lists + heads;
  }
}
