package io.github.landfall.refresh.notice;

import io.github.landfall.contract.notice.ShortNotice;
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

  /** How many folders a chat shows, and how many names of what is missing or not shown. */
  private static final int FOLDERS_IN_SHORT = 5;

  private static final int NAMES_IN_SHORT = 3;

  /** More than a delivery keeps. */
  private static final int ALL_NAMES = Integer.MAX_VALUE;

  private final Texts texts;

  DeliverySummary(Texts texts) {
    this.texts = texts;
  }

  /** How much came, what is missing, and where most of it lies. */
  List<String> delivered(Run run, Audience audience) {
    Delivery delivery = run.delivery().orElseThrow();
    List<String> lines = counted(delivery);
    if (delivery.known() != Delivery.Known.NOTHING) {
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
      lines.addAll(lists(delivery.lists(), ALL_NAMES));
    }
    delivery.allNames().ifPresent(names -> lines.addAll(names(names, ALL_NAMES)));
    if (!delivery.largest().isEmpty()) {
      lines.addAll(List.of("", texts.of(Text.LARGEST_FOLDERS)));
      delivery.largest().forEach(figure -> lines.add("- " + largest(run.partner(), figure)));
    }
    return lines;
  }

  /** How much came, and what is missing, with fewer names. */
  List<String> deliveredInShort(Run run, Audience audience) {
    Delivery delivery = run.delivery().orElseThrow();
    List<String> lines = counted(delivery);
    lines.addAll(missingInShort(run, audience));
    if (delivery.lists() != null) {
      lines.addAll(lists(delivery.lists(), NAMES_IN_SHORT));
    }
    delivery.allNames().ifPresent(names -> lines.addAll(names(names, NAMES_IN_SHORT)));
    return lines;
  }

  /** The folders in which most bytes came, the largest first. */
  List<ShortNotice.Folder> largestInShort(Run run) {
    return run.delivery().stream()
        .flatMap(delivery -> delivery.largest().stream())
        .limit(FOLDERS_IN_SHORT)
        .map(
            figure ->
                new ShortNotice.Folder(
                    name(run.partner(), figure.folder()), figure.objects(), figure.bytes()))
        .toList();
  }

  private List<String> counted(Delivery delivery) {
    return new ArrayList<>(
        delivery.known() == Delivery.Known.NOTHING
            ? List.of(texts.of(Text.NOT_COUNTED))
            : List.of(
                texts.of(Text.ARRIVED, delivery.all().objects()),
                texts.of(Text.SIZE, ByteSize.decimal(delivery.all().bytes()))));
  }

  /** What is missing or may be, and some of the names; nothing if nothing is. */
  List<String> missing(Run run, Audience audience) {
    return missing(run, audience, ALL_NAMES);
  }

  /** The same with fewer names. */
  List<String> missingInShort(Run run, Audience audience) {
    return missing(run, audience, NAMES_IN_SHORT);
  }

  private List<String> missing(Run run, Audience audience, int atMost) {
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
    lines.addAll(
        listed(
            run.failed().named().stream().limit(atMost).map(TruncatedPath::of).toList(), failed));
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
  private List<String> lists(DeliveryLists lists, int atMost) {
    List<String> lines = new ArrayList<>();
    if (lists.complete() > 0) {
      lines.add(texts.of(Text.LISTS_COMPLETE, lists.complete(), lists.files()));
    }
    List<Incomplete> incomplete = lists.incomplete();
    int told = Math.min(Math.min(MAX_LISTS, atMost), incomplete.size());
    for (Incomplete list : incomplete.subList(0, told)) {
      String name = TruncatedPath.of(list.key());
      if (list.broken() != null) {
        lines.add(texts.of(Text.LIST_BROKEN, name, EscapedText.of(list.broken())));
        continue;
      }
      lines.add(
          texts.of(Text.LIST_NOT_COMPLETE, name, list.files() - list.different(), list.files()));
      lines.addAll(
          listed(
              list.named().stream().limit(atMost).map(this::difference).toList(),
              list.different()));
    }
    if (incomplete.size() > told) {
      lines.add("- " + texts.of(Text.MORE, incomplete.size() - told));
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
  private List<String> names(DriveNames names, int atMost) {
    List<String> lines = new ArrayList<>();
    if (names.notShown() > 0) {
      lines.add(texts.of(Text.NOT_SHOWN, names.notShown()));
      lines.addAll(
          listed(
              names.named().stream().limit(atMost).map(this::because).toList(), names.notShown()));
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
    return texts.of(
        Text.FOLDER,
        name(partner, figure.folder()),
        figure.objects(),
        ByteSize.decimal(figure.bytes()));
  }

  private String name(String partner, String folder) {
    String home = partner + "/";
    return folder.equals(partner)
        ? texts.of(Text.PARTNERS_FOLDER)
        : TruncatedPath.of(folder.startsWith(home) ? folder.substring(home.length()) : folder);
  }

  /** Where the report lies on the drive, as it is typed on Windows; nothing if none shows it. */
  List<String> report(Run run, Text where) {
    return reportPath(run).map(path -> List.of("", texts.of(where), path)).orElse(List.of());
  }

  /** The report's path on the drive; empty if none shows it. */
  Optional<String> reportPath(Run run) {
    return run.reportShown()
        ? Optional.of(run.delivery().orElseThrow().report().replace('/', '\\') + ".html")
        : Optional.empty();
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
