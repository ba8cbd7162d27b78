package io.github.landfall.refresh.notice;

import java.time.Duration;
import java.util.List;

/** The notices in simplified Chinese. */
final class ChineseWording implements Wording {

  @Override
  public String subject(Notice notice, int missing) {
    return switch (notice) {
      case TRANSFER_STARTED -> "数据传输已开始";
      case TRANSFER_CONTINUES -> "数据传输仍在进行";
      case TRANSFER_ENDED -> missing == 0 ? "数据传输已结束" : "数据传输已结束，缺少 " + missing + " 个文件";
      case DRIVE_READY -> "新文件已在盘上";
      case REFRESH_NOT_CONFIRMED -> "尚未确认新文件已在盘上";
      case NO_FILE_SHARE -> "没有文件共享显示该合作方的文件";
    };
  }

  @Override
  public String partner(String name) {
    return "合作方：" + name;
  }

  @Override
  public String startedAt(String time) {
    return "传输开始：" + time;
  }

  @Override
  public String endedAt(String time, String duration) {
    return "传输结束：" + time + "，历时 " + duration;
  }

  @Override
  public String readyAt(String time, String duration) {
    return "上盘时间：" + time + "，传输结束后 " + duration;
  }

  @Override
  public String missing(int objects) {
    return "缺少文件：" + objects + " 个，五次传输均失败，现在传输任务的死信队列中。平台团队会收到告警。";
  }

  @Override
  public String afterStart() {
    return "下一步：无需操作。传输结束时和文件上盘时会再次通知。";
  }

  @Override
  public String refreshing() {
    return "下一步：正在刷新共享盘。请等收到“新文件已在盘上”的通知后再使用这些文件。";
  }

  @Override
  public String noShare() {
    return "下一步：没有文件共享显示该合作方的目录，无法刷新共享盘。平台团队已收到通知。";
  }

  @Override
  public String afterReady(String partner) {
    return "下一步：打开共享盘上的 " + partner + " 目录，新文件已经可用。";
  }

  @Override
  public String notConfirmed(String since) {
    return "下一步：传输已结束 " + since + "，但共享盘尚未确认显示新文件，部分文件可能缺失或仍是旧版本。平台团队已收到通知，请等待他们的回复。";
  }

  @Override
  public String notConfirmedOperations(String since) {
    return "传输已结束 " + since + "，以下刷新尚未确认。Landfall 对本次传输不再重试：";
  }

  @Override
  public String notStarted(String share, List<String> folders) {
    return "- " + share + " " + folders + "：未能开始";
  }

  @Override
  public String notCompleted(String share, List<String> folders, String started) {
    return "- " + share + " " + folders + "：于 " + started + " 开始，未收到完成事件";
  }

  @Override
  public String gatewayUnread(String gateway) {
    return "- " + gateway + "：无法读取其文件共享";
  }

  @Override
  public String refreshByHand() {
    return "下一步：请在 Storage Gateway 控制台确认网关正在运行并已连接，然后在控制台刷新该共享的缓存。下一次传输也会刷新该目录。";
  }

  @Override
  public String noShareFor(String bucket, String partner) {
    return "下一步：没有可用的文件共享显示存储桶 "
        + bucket
        + " 的 "
        + partner
        + " 目录。请激活网关，并在该存储桶上创建只读文件共享；下一次传输会自动找到它。";
  }

  @Override
  public String duration(Duration duration) {
    long hours = duration.toHours();
    String minutes = duration.toMinutesPart() + " 分钟";
    return hours == 0 ? minutes : hours + " 小时 " + minutes;
  }
}
