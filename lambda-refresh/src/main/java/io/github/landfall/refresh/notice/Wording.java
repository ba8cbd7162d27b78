package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Run;
import java.time.Duration;
import java.util.List;

/** The sentences of the notices in one language. */
interface Wording {

  static Wording in(Language language) {
    return switch (language) {
      case CHINESE -> new ChineseWording();
      case ENGLISH -> new EnglishWording();
    };
  }

  String subject(Notice notice, Run run);

  String partner(String name);

  String startedAt(String time);

  String sweptAt(String time);

  String endedAt(String time, String duration);

  String readyAt(String time, String duration);

  String lasted(String duration);

  String objects(long count);

  String size(String size);

  String removed(long objects);

  String foldersChanged(int count);

  String tooManyToList();

  String notCounted();

  String rate(String aDay, String anHour);

  /** What the transfer queue holds; {@code finding} if the finder still looks for more. */
  String left(int waiting, boolean finding);

  String missing(int objects);

  /** Ends a list that names only some. */
  String more(int count);

  String largestFolders();

  String folder(String name, long objects, String size);

  String partnersFolder();

  String reportToCome();

  String reportOnDrive();

  String reportInBucket();

  String afterStart();

  String afterInterim();

  String refreshing();

  String noShare();

  String afterReady(String partner);

  String notConfirmed(String since);

  String notConfirmedOperations(String since);

  String notConfirmedSweep(String since);

  /** A refresh that could not be started; {@code said} in AWS's words, null if it was not tried. */
  String notStarted(String share, List<String> folders, String said);

  String notCompleted(String share, List<String> folders, String started);

  String gatewayUnread(String gateway);

  String refreshByHand();

  String noShareFor(String bucket, String partner);

  String duration(Duration duration);
}
