package io.github.landfall.tools.check;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.SourceBucket;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Whether a partner's bucket can be listed with the access key that the partner gave. */
public final class SourceLooks {

  private SourceLooks() {}

  /**
   * Reads the secret, and lists one object.
   *
   * @param partner the partner's name
   * @param secret the secret's name; empty if none is needed
   * @param source opens the bucket
   */
  public static List<Finding> findings(
      String partner, String secret, Supplier<SourceBucket> source) {
    SourceBucket opened;
    try {
      opened = source.get();
    } catch (ListingException e) {
      if (e.getCause() instanceof SecretsManagerException refused
          && !(refused instanceof ResourceNotFoundException)) {
        throw refused;
      }
      return List.of(Finding.broken(Link.SECRET, partner, "secret.unusable", e.getMessage()));
    }
    Finding key =
        secret.isEmpty()
            ? Finding.good(Link.SECRET, partner, "secret.none")
            : Finding.good(Link.SECRET, partner, "secret.good", secret);
    try (opened) {
      return List.of(key, listed(partner, opened));
    }
  }

  private static Finding listed(String partner, SourceBucket source) {
    Place place = source.place();
    String prefix = source.prefixes().isEmpty() ? "" : source.prefixes().get(0);
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(place.bucket()).prefix(prefix).maxKeys(1);
    if (place.requesterPays()) {
      request.requestPayer(RequestPayer.REQUESTER);
    }
    try {
      return place.client().listObjectsV2(request.build()).contents().isEmpty()
          ? Finding.attention(Link.SOURCE, partner, "source.empty", place.bucket(), prefix)
          : Finding.good(Link.SOURCE, partner, "source.good", place.bucket(), prefix);
    } catch (SdkException e) {
      return Finding.broken(
          Link.SOURCE, partner, "source.refused", place.bucket(), prefix, e.getMessage());
    }
  }
}
