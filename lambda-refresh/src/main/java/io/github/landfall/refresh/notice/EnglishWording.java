package io.github.landfall.refresh.notice;

import java.time.Duration;
import java.util.List;

/** The notices in English. */
final class EnglishWording implements Wording {

  @Override
  public String subject(Notice notice, int missing) {
    return switch (notice) {
      case TRANSFER_STARTED -> "Transfer started";
      case TRANSFER_CONTINUES -> "Transfer goes on";
      case TRANSFER_ENDED ->
          missing == 0 ? "Transfer ended" : "Transfer ended, " + objects(missing) + " missing";
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
  public String endedAt(String time, String duration) {
    return "Transfer ended: " + time + ", after " + duration;
  }

  @Override
  public String readyAt(String time, String duration) {
    return "On the drive: " + time + ", " + duration + " after the transfer's end";
  }

  @Override
  public String missing(int objects) {
    return "Missing: "
        + objects(objects)
        + " failed five times and lie in the transfer's dead-letter queue. "
        + "The platform team has an alarm on it.";
  }

  @Override
  public String afterStart() {
    return "Next: nothing to do. You will hear when the transfer ends, and again when the files are"
        + " on the drive.";
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
  public String notStarted(String share, List<String> folders) {
    return "- " + share + " " + folders + ": not started";
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
        + " then refresh the share's cache there. The next run refreshes the folder too.";
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
    long hours = duration.toHours();
    String minutes = duration.toMinutesPart() + " min";
    return hours == 0 ? minutes : hours + " h " + minutes;
  }

  private static String objects(int count) {
    return count == 1 ? "1 object" : count + " objects";
  }
}
