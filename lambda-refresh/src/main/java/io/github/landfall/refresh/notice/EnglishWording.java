package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The notices in English. */
final class EnglishWording implements Wording {

  @Override
  public String subject(Notice notice, Run run) {
    return switch (notice) {
      case TRANSFER_STARTED -> "Transfer started";
      case TRANSFER_CONTINUES ->
          "Transfer goes on after " + counted(run.progress().orElseThrow().day(), "day");
      case TRANSFER_ENDED ->
          run.failedObjects() == 0
              ? "Transfer ended"
              : "Transfer ended, " + counted(run.failedObjects(), "object") + " missing";
      case DRIVE_READY -> "New files are on the drive";
      case REFRESH_NOT_CONFIRMED -> "Not confirmed: new files on the drive";
      case NO_FILE_SHARE -> "No file share shows this partner's files";
    };
  }

  @Override
  public String partner(String name) {
    return "Partner: " + name;
  }

  @Override
  public String startedAt(String time) {
    return "Transfer started: " + time;
  }

  @Override
  public String sweptAt(String time) {
    return "Arrived outside of a transfer, found: " + time;
  }

  @Override
  public String endedAt(String time, String duration) {
    return "Transfer ended: " + time + ", after " + duration;
  }

  @Override
  public String readyAt(String time, String duration) {
    return "On the drive: " + time + ", " + duration + " after the transfer's end";
  }

  @Override
  public String lasted(String duration) {
    return "Lasts so far: " + duration;
  }

  @Override
  public String objects(long count) {
    return "Objects: " + number(count);
  }

  @Override
  public String size(String size) {
    return "Size: " + size;
  }

  @Override
  public String removed(long objects) {
    return "Removed: " + counted(objects, "object");
  }

  @Override
  public String foldersChanged(int count) {
    return "Changed folders: " + number(count);
  }

  @Override
  public String tooManyToList() {
    return "There are too many objects for a list of folders.";
  }

  @Override
  public String notCounted() {
    return "What came could not be counted, so the partner's whole folder is refreshed.";
  }

  @Override
  public String rate(String aDay, String anHour) {
    return "On average: " + aDay + " a day, " + anHour + " an hour";
  }

  @Override
  public String left(int waiting, boolean finding) {
    if (waiting == 0) {
      return finding
          ? "Left: not known yet, the transfer is still looking for what is new"
          : "Left: nothing waits in the transfer queue";
    }
    return finding
        ? "Left: at least "
            + number(waiting)
            + " objects or parts of large ones, and the transfer is still looking for more"
        : "Left: about " + number(waiting) + " objects or parts of large ones";
  }

  @Override
  public String missing(int objects) {
    return "Missing: "
        + counted(objects, "object")
        + ", failed five times, now in the transfer's dead-letter queue. "
        + "The platform team has an alarm on it.";
  }

  @Override
  public String more(int count) {
    return "and " + number(count) + " more";
  }

  @Override
  public String largestFolders() {
    return "Largest folders:";
  }

  @Override
  public String folder(String name, long objects, String size) {
    return name + ": " + counted(objects, "object") + ", " + size;
  }

  @Override
  public String partnersFolder() {
    return "(the partner's folder itself)";
  }

  @Override
  public String reportToCome() {
    return "Delivery report, will be on the drive with the new files:";
  }

  @Override
  public String reportOnDrive() {
    return "Delivery report, on the drive:";
  }

  @Override
  public String reportInBucket() {
    return "Delivery report, for the platform team, in the landing bucket:";
  }

  @Override
  public String afterStart() {
    return "Next: nothing to do. You will hear when the transfer ends, and again when the files are"
        + " on the drive.";
  }

  @Override
  public String afterInterim() {
    return "Next: nothing to do. You will hear again tomorrow, and when the transfer ends.";
  }

  @Override
  public String refreshing() {
    return "Next: the drive is being refreshed. Please wait for the notice that the files are on"
        + " the drive before you use them.";
  }

  @Override
  public String noShare() {
    return "Next: no file share shows this partner's folder, so no drive can be refreshed. The"
        + " platform team has been told.";
  }

  @Override
  public String afterReady(String partner) {
    return "Next: open the folder " + partner + " on the drive. The new files are there.";
  }

  @Override
  public String notConfirmed(String since) {
    return "Next: the transfer ended "
        + since
        + " ago and the drive has not confirmed that it shows the new files. Some may be missing or"
        + " old there. The platform team has been told; please wait for their word.";
  }

  @Override
  public String notConfirmedOperations(String since) {
    return "The transfer ended "
        + since
        + " ago and these refreshes are not confirmed. Landfall has stopped trying for this run:";
  }

  @Override
  public String notConfirmedSweep(String since) {
    return "It was found "
        + since
        + " ago and these refreshes are not confirmed. Landfall has stopped trying for them:";
  }

  @Override
  public String notStarted(String share, List<String> folders, String said) {
    return "- "
        + share
        + " "
        + folders
        + ": not started"
        + (said == null ? "" : ", the last answer was: " + said);
  }

  @Override
  public String notCompleted(String share, List<String> folders, String started) {
    return "- " + share + " " + folders + ": started " + started + ", no completion event";
  }

  @Override
  public String gatewayUnread(String gateway) {
    return "- " + gateway + ": does not describe its file shares";
  }

  @Override
  public String refreshByHand() {
    return "Next: check in the Storage Gateway console that the gateway is running and connected,"
        + " then refresh the share's cache there. The next run makes up for it: it"
        + " refreshes the partner's whole folder on this share.";
  }

  @Override
  public String noShareFor(String bucket, String partner) {
    return "Next: no available file share shows the folder "
        + partner
        + " of the bucket "
        + bucket
        + ". Activate a gateway and create a read-only file share on the bucket; the next run finds"
        + " it by itself.";
  }

  @Override
  public String duration(Duration duration) {
    String minutes = duration.toMinutesPart() + " min";
    if (duration.toHours() == 0) {
      return minutes;
    }
    return duration.toDays() == 0
        ? duration.toHours() + " h " + minutes
        : counted(duration.toDays(), "day") + " " + duration.toHoursPart() + " h";
  }

  private static String counted(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
