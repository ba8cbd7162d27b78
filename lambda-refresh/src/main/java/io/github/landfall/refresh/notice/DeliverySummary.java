package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.DriveNames;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.contract.text.EscapedText;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came with a run, in lines for a phone: one fact a line, long names cut.
 *
 * <p>Names come from the partner and may hold any character. None can break a line, or look like a
 * line of Landfall's own.
 */
final class DeliverySummary {

  /** How many lists a notice tells of that are not complete. */
  private static final int MAX_LISTS = 5;

  private final Texts texts;

  DeliverySummary(Texts texts) {
    this.texts = texts;
  }

  /** How much came, what is missing, and where most of it lies. */
  List<String> delivered(Run run, Audience audience) {
    Delivery delivery = run.delivery().orElseThrow();
    List<String> lines = new ArrayList<>();
    if (delivery.known() == Delivery.Known.NOTHING) {
      lines.add(texts.of(Text.NOT_COUNTED));
    } else {
      lines.add(texts.of(Text.ARRIVED, delivery.all().objects()));
      lines.add(texts.of(Text.SIZE, ByteSize.decimal(delivery.all().bytes())));
      if (delivery.before() != null) {
        lines.add(texts.of(Text.DAY_BY_DAY, delivery.before().objects()));
      }
      if (delivery.removed() > 0) {
        lines.add(texts.of(Text.REMOVED, delivery.removed()));
      }
      lines.add(
          delivery.known() == Delivery.Known.TOTALS
              ? texts.of(Text.TOO_MANY_TO_LIST)
              : texts.of(Text.FOLDERS_CHANGED, delivery.folders()));
    }
    lines.addAll(missing(run, audience));
    if (delivery.lists() != null) {
      lines.addAll(lists(delivery.lists()));
    }
    delivery.allNames().map(this::names).ifPresent(lines::addAll);
    if (!delivery.largest().isEmpty()) {
      lines.addAll(List.of("", texts.of(Text.LARGEST_FOLDERS)));
      delivery.largest().forEach(figure -> lines.add("- " + largest(run.partner(), figure)));
    }
    return lines;
  }

  /** What is missing or may be, and some of the names; nothing if nothing is. */
  List<String> missing(Run run, Audience audience) {
    List<String> lines = new ArrayList<>();
    run.listingFailure()
        .ifPresent(reason -> lines.add(texts.of(Text.LIST_INCOMPLETE, EscapedText.of(reason))));
    if (run.unaccounted() > 0) {
      lines.add(texts.of(Text.UNACCOUNTED, run.unaccounted()));
    }
    int failed = run.failed().count();
    if (failed == 0) {
      return lines;
    }
    Optional<String> queue =
        run.transfer()
            .filter(transfer -> audience == Audience.OPERATIONS)
            .map(WatchedTransfer::deadLetterQueue);
    lines.add(
        queue.isPresent()
            ? texts.of(Text.MISSING_IN_QUEUE, failed, queue.get())
            : texts.of(Text.MISSING, failed));
    lines.addAll(listed(run.failed().named().stream().map(TruncatedPath::of).toList(), failed));
    return lines;
  }

  /** A line for each that is named, and one for how many more there are. */
  private List<String> listed(List<String> named, long all) {
    List<String> lines = new ArrayList<>();
    named.forEach(name -> lines.add("- " + name));
    if (!named.isEmpty() && all > named.size()) {
      lines.add("- " + texts.of(Text.MORE, all - named.size()));
    }
    return lines;
  }

  /** Whether the delivery is complete by the lists that came with it. */
  private List<String> lists(DeliveryLists lists) {
    List<String> lines = new ArrayList<>();
    if (lists.complete() > 0) {
      lines.add(texts.of(Text.LISTS_COMPLETE, lists.complete(), lists.files()));
    }
    List<Incomplete> incomplete = lists.incomplete();
    for (Incomplete list : incomplete.subList(0, Math.min(MAX_LISTS, incomplete.size()))) {
      String name = TruncatedPath.of(list.key());
      if (list.broken() != null) {
        lines.add(texts.of(Text.LIST_BROKEN, name, EscapedText.of(list.broken())));
        continue;
      }
      lines.add(
          texts.of(Text.LIST_NOT_COMPLETE, name, list.files() - list.different(), list.files()));
      lines.addAll(listed(list.named().stream().map(this::difference).toList(), list.different()));
    }
    if (incomplete.size() > MAX_LISTS) {
      lines.add("- " + texts.of(Text.MORE, incomplete.size() - MAX_LISTS));
    }
    return lines;
  }

  private String difference(Difference file) {
    String name = TruncatedPath.of(file.key());
    return file.found() == null
        ? texts.of(Text.LIST_ABSENT, name)
        : texts.of(Text.LIST_OTHER_SIZE, name, file.found(), file.listed());
  }

  /** What a Windows drive may not show under its own name, and what nobody meant to deliver. */
  private List<String> names(DriveNames names) {
    List<String> lines = new ArrayList<>();
    if (names.notShown() > 0) {
      lines.add(texts.of(Text.NOT_SHOWN, names.notShown()));
      lines.addAll(listed(names.named().stream().map(this::because).toList(), names.notShown()));
    }
    if (names.leftovers() > 0) {
      lines.add(texts.of(Text.LEFTOVERS, names.leftovers()));
    }
    return lines;
  }

  private String because(DriveNames.NotShown object) {
    return texts.of(
        Text.NOT_SHOWN_BECAUSE, TruncatedPath.of(object.key()), texts.of(object.problem()));
  }

  private String largest(String partner, Delivery.FolderFigure figure) {
    String home = partner + "/";
    String folder = figure.folder();
    String name =
        folder.equals(partner)
            ? texts.of(Text.PARTNERS_FOLDER)
            : TruncatedPath.of(folder.startsWith(home) ? folder.substring(home.length()) : folder);
    return texts.of(Text.FOLDER, name, figure.objects(), ByteSize.decimal(figure.bytes()));
  }

  /** Where the report lies on the drive, as it is typed on Windows; nothing if none shows it. */
  List<String> report(Run run, Text where) {
    return run.reportShown()
        ? List.of(
            "", texts.of(where), run.delivery().orElseThrow().report().replace('/', '\\') + ".html")
        : List.of();
  }

  /** How far a transfer is that goes on. */
  List<String> soFar(Run run) {
    ProgressSnapshot progress = run.progress().orElseThrow();
    Duration lasted = Duration.between(run.start(), progress.at());
    double bytesASecond = progress.bytes() / (double) lasted.toSeconds();
    return List.of(
        texts.of(Text.RUNNING_FOR, texts.of(lasted)),
        texts.of(Text.ARRIVED, progress.objects()),
        texts.of(Text.SIZE, ByteSize.decimal(progress.bytes())),
        texts.of(
            Text.OF_THEM_ON_DRIVE,
            progress.objectsOnDrive(),
            ByteSize.decimal(progress.bytesOnDrive())),
        texts.of(
            Text.RATE,
            ByteSize.decimal(Math.round(bytesASecond * Duration.ofDays(1).toSeconds())),
            ByteSize.decimal(Math.round(bytesASecond * Duration.ofHours(1).toSeconds()))),
        remaining(progress));
  }

  /** Since when nothing has arrived, if that is too long. */
  List<String> stalled(Run run, Function<Instant, String> minute) {
    ProgressSnapshot progress = run.progress().orElseThrow();
    return progress.stalledSince().stream()
        .map(since -> texts.of(Text.STALLED, minute.apply(since), progress.waiting()))
        .toList();
  }

  private String remaining(ProgressSnapshot progress) {
    if (progress.waiting() == 0) {
      return texts.of(progress.finding() ? Text.REMAINING_UNKNOWN : Text.REMAINING_NONE);
    }
    if (progress.finding()) {
      return texts.of(Text.REMAINING_AND_FINDING, progress.waiting());
    }
    return progress
        .remaining()
        .map(left -> texts.of(Text.REMAINING_FOR, progress.waiting(), texts.of(left)))
        .orElseGet(() -> texts.of(Text.REMAINING, progress.waiting()));
  }
}
