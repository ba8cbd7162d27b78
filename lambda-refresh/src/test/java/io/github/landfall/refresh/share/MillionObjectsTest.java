package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.localaws.gateway.BucketRequests;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.InMemoryBucket;
import io.github.landfall.localaws.gateway.SyntheticLibrary;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a planned refresh costs a gateway whose share shows a million objects. */
class MillionObjectsTest {

  private static final String PARTNER = "aurora";
  private static final int CHANGED_FOLDERS = 40;
  private static final int NEW_IN_EACH = 25;

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final FileGateway gateway =
      new FileGateway(
          io.github.landfall.localaws.gateway.Shares.GATEWAY,
          new SyntheticLibrary(bucket, PARTNER));
  private final io.github.landfall.localaws.gateway.FileShare share =
      io.github.landfall.localaws.gateway.Shares.share("AAAA0001", "");
  private final FileShare described =
      FileShare.at(share.arn(), gateway.arn(), share.locationArn()).orElseThrow();

  @Test
  void aThousandNewFilesAreShownForAHundredthOfTheRequestsOfTheWholeFolder() {
    gateway.addShare(share);
    List<String> folders = SyntheticLibrary.folders(PARTNER);
    folders.forEach(folder -> gateway.look(share, folder));
    List<String> changed =
        IntStream.range(0, CHANGED_FOLDERS)
            .mapToObj(i -> folders.get(i * folders.size() / CHANGED_FOLDERS))
            .toList();
    for (String folder : changed) {
      for (int i = 0; i < NEW_IN_EACH; i++) {
        bucket.put(folder + "/comp.%04d.exr".formatted(i), "new");
      }
    }
    assertThat(shown(changed)).isZero();

    List<RefreshCall> plan =
        RefreshPlan.of(
            described,
            share.bucket(),
            PARTNER,
            new ChangedFolders(Set.copyOf(changed), Set.of()),
            PlanLimits.among(1, List.of()));
    BucketRequests planned = refresh(plan);
    assertThat(shown(changed)).isEqualTo(CHANGED_FOLDERS * NEW_IN_EACH);
    BucketRequests whole = refresh(RefreshPlan.whole(described, share.bucket(), PARTNER));

    System.out.printf(
        "a million objects, 1,000 new: %,d LIST + %,d HEAD in %d call(s); the whole folder: %,d"
            + " LIST + %,d HEAD; 1/%d%n",
        planned.lists(),
        planned.heads(),
        plan.size(),
        whole.lists(),
        whole.heads(),
        all(whole) / all(planned));
    assertThat(planned.lists()).isLessThanOrEqualTo(102);
    assertThat(planned.heads()).isEqualTo(3_000);
    assertThat(all(planned) * 100).isLessThanOrEqualTo(all(whole));
  }

  /** Makes a plan's calls; returns the requests that they cost. */
  private BucketRequests refresh(List<RefreshCall> plan) {
    BucketRequests before = gateway.requests();
    for (RefreshCall call : plan) {
      List<String> folders = call.folders().stream().map(f -> f.equals("/") ? "" : f).toList();
      gateway.renew(share, gateway.survey(share, folders, call.recursive()));
    }
    return gateway.requests().minus(before);
  }

  private static long all(BucketRequests requests) {
    return requests.lists() + requests.heads();
  }

  /** How many new files the share shows. */
  private long shown(List<String> changed) {
    return changed.stream()
        .flatMap(folder -> gateway.look(share, folder).orElseThrow().files().keySet().stream())
        .filter(name -> name.startsWith("comp."))
        .count();
  }
}
