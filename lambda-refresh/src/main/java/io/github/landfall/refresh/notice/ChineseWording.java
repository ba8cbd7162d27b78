package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The notices in simplified Chinese. */
final class ChineseWording implements Wording {

  @Override
  public String subject(Notice notice, Run run) {
    return switch (notice) {
      case TRANSFER_STARTED -> "数据传输已开始";
      case TRANSFER_CONTINUES -> "数据传输仍在进行，已持续 " + run.progress().orElseThrow().day() + " 天";
      case TRANSFER_ENDED ->
          run.failedObjects() == 0 ? "数据传输已结束" : "数据传输已结束，缺少 " + files(run.failedObjects());
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
  public String sweptAt(String time) {
    return "文件在传输之外到达，发现时间：" + time;
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
  public String lasted(String duration) {
    return "已持续：" + duration;
  }

  @Override
  public String objects(long count) {
    return "到达文件：" + number(count) + " 个";
  }

  @Override
  public String size(String size) {
    return "数据量：" + size;
  }

  @Override
  public String removed(long objects) {
    return "删除文件：" + number(objects) + " 个";
  }

  @Override
  public String foldersChanged(int count) {
    return "有变动的目录：" + number(count) + " 个";
  }

  @Override
  public String tooManyToList() {
    return "文件过多，不再按目录列出。";
  }

  @Override
  public String notCounted() {
    return "未能统计到达的文件，因此刷新该合作方的整个目录。";
  }

  @Override
  public String rate(String aDay, String anHour) {
    return "平均速度：每天 " + aDay + "，每小时 " + anHour;
  }

  @Override
  public String left(int waiting, boolean finding) {
    if (waiting == 0) {
      return finding ? "剩余：尚不清楚，仍在查找新文件" : "剩余：传输队列中已没有等待的文件";
    }
    return finding
        ? "剩余：至少 " + number(waiting) + " 个文件或大文件分段，仍在查找更多新文件"
        : "剩余：约 " + number(waiting) + " 个文件或大文件分段";
  }

  @Override
  public String missing(int objects) {
    return "缺少文件：" + number(objects) + " 个，五次传输均失败，现在传输任务的死信队列中。平台团队会收到告警。";
  }

  @Override
  public String more(int count) {
    return "另有 " + number(count) + " 个";
  }

  @Override
  public String largestFolders() {
    return "数据量最大的目录：";
  }

  @Override
  public String folder(String name, long objects, String size) {
    return name + "：" + files(objects) + "，" + size;
  }

  @Override
  public String partnersFolder() {
    return "（合作方目录本身）";
  }

  @Override
  public String reportToCome() {
    return "交付报告，将与新文件一同出现在共享盘上：";
  }

  @Override
  public String reportOnDrive() {
    return "交付报告，在共享盘上：";
  }

  @Override
  public String reportInBucket() {
    return "交付报告，在落地存储桶中，供平台团队查看：";
  }

  @Override
  public String afterStart() {
    return "下一步：无需操作。传输结束时和文件上盘时会再次通知。";
  }

  @Override
  public String afterInterim() {
    return "下一步：无需操作。明天会再次通知，传输结束时也会通知。";
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
  public String notConfirmedSweep(String since) {
    return "发现这些文件已 " + since + "，以下刷新尚未确认。Landfall 对这些文件不再重试：";
  }

  @Override
  public String notStarted(String share, List<String> folders, String said) {
    return "- " + share + " " + folders + "：未能开始" + (said == null ? "" : "，最后一次答复为：" + said);
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
    return "下一步：请在 Storage Gateway 控制台确认网关正在运行并已连接，然后在控制台刷新该共享的缓存。否则，下一次传输会在该共享上刷新该合作方的整个目录，补上这次刷新。";
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
    String minutes = duration.toMinutesPart() + " 分钟";
    if (duration.toHours() == 0) {
      return minutes;
    }
    return duration.toDays() == 0
        ? duration.toHours() + " 小时 " + minutes
        : duration.toDays() + " 天 " + duration.toHoursPart() + " 小时";
  }

  private static String files(long count) {
    return number(count) + " 个文件";
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
