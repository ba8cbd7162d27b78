package io.github.landfall.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.text.KeyOrder;
import io.github.landfall.localaws.server.BucketServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class BucketListingTest {

  private static BucketServer buckets;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    buckets = BucketServer.start(directory, "cn-northwest-1");
    S3Client s3 = buckets.client();
    s3.createBucket(request -> request.bucket("landing"));
    for (String key : keys()) {
      s3.putObject(
          request -> request.bucket("landing").key("aurora/" + key), RequestBody.fromString("x"));
    }
    s3.putObject(request -> request.bucket("landing").key("aurora2/a"), RequestBody.fromString(""));
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("a", "a b+%41", "b/1", "b0", "z/树/1", "🎬"));
    for (int i = 0; i < 1_100; i++) {
      keys.add("many/%04d.exr".formatted(i));
    }
    keys.sort(KeyOrder.UTF_8);
    return keys;
  }

  @AfterAll
  static void stop() throws IOException {
    buckets.close();
  }

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everyObjectIsListedInOrderHoweverManyFoldersAtATime(int ahead) {
    assertThat(listed(List.of(""), ahead)).containsExactlyElementsOf(keys());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void listingGoesOnAfterAnyKey(int ahead) {
    List<String> keys = keys();
    List<String> prefixes = List.of("a", "b", "many/", "z/", "🎬");
    for (int i = 0; i < keys.size(); i += i < 5 || i > keys.size() - 4 ? 1 : 397) {
      List<String> rest = keys.subList(i + 1, keys.size());
      assertThat(listed(List.of(""), ahead, keys.get(i))).containsExactlyElementsOf(rest);
      assertThat(listed(prefixes, ahead, keys.get(i))).containsExactlyElementsOf(rest);
    }
    assertThat(listed(List.of(""), ahead, "b/")).startsWith("b/1");
  }

  @Test
  void prefixesAreListedOnceEach() {
    assertThat(listed(List.of("z/", "b", "b/", "a b"), 4))
        .containsExactly("a b+%41", "b/1", "b0", "z/树/1");
    assertThat(listed(List.of(), 4)).isEmpty();
    assertThat(listed(List.of("no such"), 4)).isEmpty();
  }

  @Test
  void bucketThatCannotBeListedIsNamed() {
    BucketListing listing =
        new BucketListing(
            new BucketListing.Place(buckets.client(), "gone", false, "aurora/"),
            List.of("shots/"),
            threads,
            1,
            "");
    assertThatThrownBy(listing::next)
        .isInstanceOf(ListingException.class)
        .hasMessageContaining("the bucket gone can't be listed under 'aurora/shots/'");
  }

  private List<String> listed(List<String> prefixes, int ahead) {
    return listed(prefixes, ahead, "");
  }

  private List<String> listed(List<String> prefixes, int ahead, String after) {
    BucketListing.Place place =
        new BucketListing.Place(buckets.client(), "landing", false, "aurora/");
    List<String> keys = new ArrayList<>();
    try (BucketListing listing = new BucketListing(place, prefixes, threads, ahead, after)) {
      for (Optional<Listed> next = listing.next(); next.isPresent(); next = listing.next()) {
        keys.add(next.get().key());
      }
    }
    return keys;
  }
}
