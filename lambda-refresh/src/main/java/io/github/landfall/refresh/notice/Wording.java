package io.github.landfall.refresh.notice;

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

  String subject(Notice notice, int missing);

  String partner(String name);

  String startedAt(String time);

  String endedAt(String time, String duration);

  String readyAt(String time, String duration);

  String missing(int objects);

  String afterStart();

  String refreshing();

  String noShare();

  String afterReady(String partner);

  String notConfirmed(String since);

  String notConfirmedOperations(String since);

  String notStarted(String share, List<String> folders);

  String notCompleted(String share, List<String> folders, String started);

  String gatewayUnread(String gateway);

  String refreshByHand();

  String noShareFor(String bucket, String partner);

  String duration(Duration duration);
}
