package io.github.landfall.contract.run;

import io.github.landfall.contract.drive.WindowsName;
import io.github.landfall.contract.run.Delivery.FolderFigure;
import io.github.landfall.contract.run.Delivery.Known;
import io.github.landfall.contract.run.Delivery.Totals;
import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.contract.text.Members;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Turns the delivery of a run's item into values and back. */
final class DeliveryItems {

  private DeliveryItems() {}

  static Map<String, Object> values(Delivery delivery) {
    return new ItemValues()
        .put("known", delivery.known())
        .put("objects", delivery.objects())
        .put("bytes", delivery.bytes())
        .put("removed", delivery.removed())
        .put("folders", delivery.folders())
        .put("first", delivery.first())
        .put("last", delivery.last())
        .parts("largest", delivery.largest(), DeliveryItems::values)
        .put("failed", delivery.failed())
        .put("report", delivery.report())
        .put("folderMarks", delivery.folderMarks())
        .put("unaccounted", delivery.unaccounted())
        .part("before", delivery.before(), DeliveryItems::values)
        .part("names", delivery.names(), DeliveryItems::values)
        .part("namesBefore", delivery.namesBefore(), DeliveryItems::values)
        .part("lists", delivery.lists(), DeliveryItems::values)
        .map();
  }

  static Delivery delivery(Members item) {
    return new Delivery(
        Known.valueOf(item.requiredText("known")),
        item.count("objects"),
        item.count("bytes"),
        item.count("removed"),
        Math.toIntExact(item.count("folders")),
        item.time("first"),
        item.time("last"),
        list(item.parts("largest"), DeliveryItems::figure),
        item.texts("failed"),
        item.text("report"),
        item.count("folderMarks"),
        item.number("unaccounted"),
        item.part("before").map(DeliveryItems::totals).orElse(null),
        item.part("names").map(DeliveryItems::names).orElse(null),
        item.part("namesBefore").map(DeliveryItems::names).orElse(null),
        item.part("lists").map(DeliveryItems::lists).orElse(null));
  }

  private static Map<String, Object> values(FolderFigure figure) {
    return new ItemValues()
        .put("folder", figure.folder())
        .put("objects", figure.objects())
        .put("bytes", figure.bytes())
        .map();
  }

  private static FolderFigure figure(Members item) {
    return new FolderFigure(item.text("folder"), item.count("objects"), item.count("bytes"));
  }

  private static Map<String, Object> values(Totals totals) {
    return new ItemValues().put("objects", totals.objects()).put("bytes", totals.bytes()).map();
  }

  private static Totals totals(Members item) {
    return new Totals(item.count("objects"), item.count("bytes"));
  }

  private static Map<String, Object> values(DriveNames names) {
    return new ItemValues()
        .put("notShown", names.notShown())
        .parts(
            "named",
            names.named(),
            named -> new ItemValues().put("key", named.key()).put("problem", named.problem()).map())
        .put("leftovers", names.leftovers())
        .map();
  }

  private static DriveNames names(Members item) {
    return new DriveNames(
        item.count("notShown"),
        list(
            item.parts("named"),
            named ->
                new NotShown(
                    named.text("key"), WindowsName.Problem.valueOf(named.requiredText("problem")))),
        item.count("leftovers"));
  }

  private static Map<String, Object> values(DeliveryLists lists) {
    return new ItemValues()
        .put("complete", lists.complete())
        .put("files", lists.files())
        .parts("incomplete", lists.incomplete(), DeliveryItems::values)
        .map();
  }

  private static DeliveryLists lists(Members item) {
    return new DeliveryLists(
        Math.toIntExact(item.count("complete")),
        item.count("files"),
        list(item.parts("incomplete"), DeliveryItems::incomplete));
  }

  private static Map<String, Object> values(Incomplete list) {
    return new ItemValues()
        .put("key", list.key())
        .put("files", list.files())
        .put("absent", list.absent())
        .put("otherSize", list.otherSize())
        .put("broken", list.broken())
        .parts(
            "named",
            list.named(),
            named ->
                new ItemValues()
                    .put("key", named.key())
                    .put("listed", named.listed())
                    .put("found", named.found())
                    .map())
        .map();
  }

  private static Incomplete incomplete(Members item) {
    return new Incomplete(
        item.text("key"),
        item.count("files"),
        item.count("absent"),
        item.count("otherSize"),
        item.text("broken"),
        list(
            item.parts("named"),
            named ->
                new Difference(named.text("key"), named.count("listed"), named.number("found"))));
  }

  /** The parts of a list; none if there is no list. */
  static <T> List<T> list(List<Members> parts, Function<Members, T> form) {
    return Objects.requireNonNullElse(parts, List.<Members>of()).stream().map(form).toList();
  }
}
