package io.github.landfall.refresh.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.DriveNames;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoticeWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T23:31:00Z");
  private static final String SHARE = "arn:aws-cn:storagegateway:cn-northwest-1:1:share/share-A";

  private static final String TRANSFER =
      """
      'partner':'aurora','start':'2026-11-22T16:05:00Z','ended':'2026-11-22T17:31:00Z'
      """;

  private static final String SHARES = "'shares':[{'arn':'" + SHARE + "','prefix':'%s'}]";

  private static final String DELIVERY =
      """
      'missing':0,
      'delivery':{'known':'EACH_OBJECT','objects':1204,'bytes':1534000000000,'removed':0,'folders':2,
        'largest':[{'folder':'aurora/ep01/sh010','objects':1203,'bytes':1533999000000},
                   {'folder':'aurora','objects':1,'bytes':1000000}],
        'report':'_landfall/aurora/2026-11-23-000500'}
      """;

  private static final String MISSING =
      """
      'missing':12,
      'delivery':{'known':'EACH_OBJECT','objects':1,'bytes':512,'removed':3,'folders':57,
        'largest':[{'folder':'aurora/show/season01/seq010/sh010/plates/v001/exr/left','objects':1,'bytes':512}],
        'failed':['show/a.mov','show/seq010/sh010/plates/v001/exr/left/a.0001.exr']}
      """;

  private static final String TOTALS =
      "'missing':0,'delivery':{'known':'TOTALS','objects':12345678,'bytes':98765432100000}";

  private static final String NOTHING = "'missing':%d,'delivery':{'known':'NOTHING'}";

  private static final String REFRESH =
      "{'share':'" + SHARE + "','gateway':'g','call':{'folders':[%s],'recursive':true}%s}";

  private static final String COMPLETED =
      ",'started':'2026-11-22T17:32:00Z','notificationId':'i','completed':'2026-11-22T17:43:00Z'";

  private static final String INTERIM =
      "'partner':'aurora','start':'2026-11-19T16:05:00Z','interim':{'day':%d,"
          + "'at':'2026-11-22T18:05:00Z','objects':1204000,'bytes':84200000000000,"
          + "'waiting':%d,'finding':%b,'objectsOnDrive':1000000,'bytesOnDrive':70100000000000,"
          + "'lastArrival':'%s','listed':{'at':'2026-11-19T18:05:00Z','waiting':467455}}";
  private static final String JUST_NOW = "2026-11-22T18:00:00Z";

  private final NoticeWriter english =
      new NoticeWriter(Language.ENGLISH, ZoneId.of("Asia/Shanghai"), "landing");
  private final NoticeWriter chinese =
      new NoticeWriter(Language.CHINESE, ZoneId.of("Asia/Shanghai"), "landing");

  @Test
  void startSaysPartnerTimeAndThatNothingIsToBeDone() {
    Run run = run("'partner':'aurora','start':'2026-11-22T16:05:00Z'");

    assertThat(mail(english, Notice.TRANSFER_STARTED, run))
        .isEqualTo(
            """
            [aurora] Transfer started

            Partner: aurora
            Transfer started: 2026-11-23 00:05 (Asia/Shanghai)

            Next: nothing to do. You will hear when the transfer ends, and again when the files are on the drive.""");
  }

  @Test
  void longTransferIsToldWithItsRateAndWhatIsLeft() {
    Run run = run(INTERIM.formatted(3, 120_345, false, JUST_NOW));

    assertThat(mail(english, Notice.TRANSFER_CONTINUES, run))
        .isEqualTo(
            """
            [aurora] Transfer still running after 3 days

            Partner: aurora
            Transfer started: 2026-11-20 00:05 (Asia/Shanghai)
            Running for: 3 days 2 h
            Files arrived: 1,204,000
            Size: 84.2 TB
            On the drive already: 1,000,000 files, 70.1 TB
            On average: 27.3 TB a day, 1.1 TB an hour
            Remaining: about 120,345 files or parts of large ones; at this rate 1 day 0 h

            Next: nothing to do. You will hear again tomorrow, and when the transfer ends.""");
    assertThat(mail(chinese, Notice.TRANSFER_CONTINUES, run))
        .isEqualTo(
            """
            [aurora] 数据传输仍在进行，已持续 3 天

            合作方：aurora
            传输开始：2026-11-20 00:05 (Asia/Shanghai)
            已持续：3 天 2 小时
            到达文件：1,204,000 个
            数据量：84.2 TB
            其中已可在共享盘上使用：1,000,000 个，70.1 TB
            平均速度：每天 27.3 TB，每小时 1.1 TB
            剩余：约 120,345 个文件或大文件分段，按此速度还需 1 天 0 小时

            下一步：无需操作。明天会再次通知，传输结束时也会通知。""");
  }

  @ParameterizedTest
  @CsvSource({
    "7, true, Remaining: at least 7 files or parts of large ones; the transfer is still looking"
        + " for more, 剩余：至少 7 个文件或大文件分段，仍在查找更多新文件",
    "0, true, Remaining: not known yet; the transfer is still looking for new files,"
        + " 剩余：尚不清楚，仍在查找新文件",
    "0, false, Remaining: nothing waits in the transfer queue, 剩余：传输队列中已没有等待的文件"
  })
  void whatIsLeftIsNoMoreThanTheQueueTells(int waiting, boolean finding, String en, String zh) {
    Run run = run(INTERIM.formatted(1, waiting, finding, JUST_NOW));

    assertThat(mail(english, Notice.TRANSFER_CONTINUES, run).lines()).contains(en);
    assertThat(mail(chinese, Notice.TRANSFER_CONTINUES, run).lines()).contains(zh);
  }

  @Test
  void stalledTransferSaysSinceWhenAndThatItIsNotAllWell() {
    Run run = run(INTERIM.formatted(1, 7, false, "2026-11-22T12:05:00Z"));

    assertThat(mail(english, Notice.TRANSFER_STALLED, run))
        .isEqualTo(
            """
            [aurora] Transfer has stalled: no new file for hours

            Partner: aurora
            Transfer started: 2026-11-20 00:05 (Asia/Shanghai)
            No file has arrived since 2026-11-22 20:05 (Asia/Shanghai), and about 7 files or parts of large ones wait. The platform team has been alerted.

            Next: please wait until the platform team has found the cause. What has arrived stays; the rest follows when the transfer goes on.""");
    assertThat(mail(chinese, Notice.TRANSFER_CONTINUES, run))
        .contains("自 2026-11-22 20:05 (Asia/Shanghai) 起没有文件到达，仍有约 7 个文件或大文件分段在等待")
        .doesNotContain("无需操作");
  }

  @Test
  void nightWithoutARunIsToldInAFewWords() {
    Instant time = Instant.parse("2026-11-22T16:12:00Z");
    assertThat(english.write(NightNotice.NOTHING_NEW, "aurora", time))
        .isEqualTo(
            new Message(
                "[aurora] Checked, nothing new",
                "Partner: aurora\nThe source was checked at 2026-11-23 00:12 (Asia/Shanghai). There is nothing new.\n\nNext: nothing to do.",
                new ShortNotice(
                    "aurora",
                    "Checked, nothing new",
                    List.of(
                        "The source was checked at 2026-11-23 00:12 (Asia/Shanghai). There is nothing new."),
                    List.of(),
                    null,
                    "Next: nothing to do.")));
    assertThat(chinese.write(NightNotice.NO_TRANSFER, "aurora", time))
        .isEqualTo(
            new Message(
                "[aurora] 已有一天没有数据传输",
                "合作方：aurora\n应于 2026-11-23 00:12 (Asia/Shanghai) 开始的数据传输没有开始，此后也没有。平台团队已收到告警。\n\n下一步：合作方的新文件可能仍在源端，请等待平台团队的消息。",
                new ShortNotice(
                    "aurora",
                    "已有一天没有数据传输",
                    List.of("应于 2026-11-23 00:12 (Asia/Shanghai) 开始的数据传输没有开始，此后也没有。平台团队已收到告警。"),
                    List.of(),
                    null,
                    "下一步：合作方的新文件可能仍在源端，请等待平台团队的消息。")));
  }

  @Test
  void endOfALongTransferCountsWhatItsDaysBrought() {
    Run run = run(TRANSFER, DELIVERY, SHARES.formatted(""));
    Run days =
        run.withDelivery(
            run.delivery().orElseThrow().withBefore(List.of(day(400), day(600))), Instant.EPOCH);
    assertThat(mail(english, Notice.DRIVE_READY, days))
        .contains(
            "Of these on the drive before, day by day: 1,000",
            "2 files may not be shown by Windows under their own names:",
            "- aurora/400?: a character that Windows forbids",
            "- aurora/600?: a character that Windows forbids");
  }

  @Test
  void listsSayWhetherTheDeliveryIsCompleteAndTheSubjectThatItIsNot() {
    Run run = run(TRANSFER, DELIVERY, SHARES.formatted(""));
    Delivery delivery = run.delivery().orElseThrow();
    Run complete =
        run.withDelivery(delivery.withLists(new DeliveryLists(1, 4_812, List.of())), Instant.EPOCH);
    Run incomplete =
        run.withDelivery(
            delivery.withLists(
                new DeliveryLists(
                    2,
                    50,
                    List.of(
                        new Incomplete(
                            "aurora/ep1.mhl",
                            10,
                            6,
                            1,
                            null,
                            List.of(
                                new Difference("aurora/a.mov", 3, null),
                                new Difference("aurora/b.mov", 5, 4L))),
                        new Incomplete("aurora/x.mhl", 0, 0, 0, "line 3: no XML", null)))),
            Instant.EPOCH);

    assertThat(mail(english, Notice.TRANSFER_ENDED, complete))
        .startsWith("[aurora] Transfer ended\n")
        .contains("\nComplete by its list: 4,812 of 4,812\n");
    assertThat(mail(chinese, Notice.DRIVE_READY, complete))
        .contains("\n按交付清单核对，齐全：4,812 / 4,812\n");
    assertThat(mail(english, Notice.TRANSFER_ENDED, incomplete))
        .startsWith("[aurora] 7 files not as listed, transfer ended\n")
        .contains(
            """
            Complete by its 2 lists: 50 of 50
            Not complete by the list aurora/ep1.mhl: 3 of 10
            - aurora/a.mov: absent
            - aurora/b.mov: 4 bytes; by the list 5
            - and 5 more
            The list aurora/x.mhl is broken, so it tells nothing: line 3: no XML
            """);
    assertThat(mail(chinese, Notice.DRIVE_READY, incomplete))
        .startsWith("[aurora] 1,204 个新文件已在盘上（7 个文件与交付清单不符）\n")
        .contains("按交付清单核对，文件不齐全");
  }

  private static Delivery day(int objects) {
    String name = "aurora/%d?".formatted(objects);
    return new Delivery(
        Delivery.Known.EACH_OBJECT,
        objects,
        objects,
        0,
        1,
        null,
        null,
        List.of(),
        List.of(),
        null,
        0,
        null,
        null,
        new DriveNames(1, List.of(new NotShown(name, Problem.FORBIDDEN_CHARACTER)), 0),
        null,
        null);
  }

  @Test
  void endSaysWhatCameWhereTheReportWillBeAndToWaitForTheDrive() {
    Run run = run(TRANSFER, DELIVERY, SHARES.formatted(""));

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .isEqualTo(
            """
            [aurora] Transfer ended

            Partner: aurora
            Transfer started: 2026-11-23 00:05 (Asia/Shanghai)
            Transfer ended: 2026-11-23 01:31 (Asia/Shanghai), after 1 h 26 min
            Files arrived: 1,204
            Size: 1.5 TB
            Folders changed: 2

            Largest folders:
            - ep01/sh010: 1,203 files, 1.5 TB
            - (the partner's folder itself): 1 file, 1.0 MB

            Delivery report, on the drive together with the new files:
            _landfall\\aurora\\2026-11-23-000500.html

            Next: the drive is being refreshed. Please wait for the notice that the files are on the drive before you use them.""");
    assertThat(mail(chinese, Notice.TRANSFER_ENDED, run))
        .isEqualTo(
            """
            [aurora] 数据传输已结束

            合作方：aurora
            传输开始：2026-11-23 00:05 (Asia/Shanghai)
            传输结束：2026-11-23 01:31 (Asia/Shanghai)，历时 1 小时 26 分钟
            到达文件：1,204 个
            数据量：1.5 TB
            有变动的目录：2 个

            数据量最大的目录：
            - ep01/sh010：1,203 个文件，1.5 TB
            - （合作方目录本身）：1 个文件，1.0 MB

            交付报告，将与新文件一同出现在共享盘上：
            _landfall\\aurora\\2026-11-23-000500.html

            下一步：正在刷新共享盘。请等收到“新文件已在盘上”的通知后再使用这些文件。""");
  }

  @Test
  void aChatReadsWhatCameAndWhereTheReportWillBeInFewLines() {
    Run run = run(TRANSFER, DELIVERY, SHARES.formatted(""));

    assertThat(brief(chinese, Notice.TRANSFER_ENDED, run))
        .isEqualTo(
            new ShortNotice(
                "aurora",
                "数据传输已结束",
                List.of(
                    "传输结束：2026-11-23 01:31 (Asia/Shanghai)，历时 1 小时 26 分钟",
                    "到达文件：1,204 个",
                    "数据量：1.5 TB"),
                List.of(
                    new ShortNotice.Folder("ep01/sh010", 1203, 1533999000000L),
                    new ShortNotice.Folder("（合作方目录本身）", 1, 1000000)),
                "_landfall\\aurora\\2026-11-23-000500.html",
                "下一步：正在刷新共享盘。请等收到“新文件已在盘上”的通知后再使用这些文件。"));
    assertThat(brief(english, Notice.DRIVE_READY, run(TRANSFER, MISSING, SHARES.formatted(""))))
        .satisfies(
            ready -> {
              assertThat(ready.lines())
                  .contains(
                      "12 files are missing: every attempt failed. The platform team has been alerted.",
                      "- show/a.mov",
                      "- and 10 more");
              assertThat(ready.report()).isNull();
            });
    assertThat(brief(english, Notice.TRANSFER_STARTED, run).largest()).isEmpty();
  }

  @Test
  void endNamesSomeOfWhatIsMissingAndTellsWhatIsGone() {
    Run run = run(TRANSFER, MISSING, SHARES.formatted(""));

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .isEqualTo(
            """
            [aurora] 12 files missing, transfer ended

            Partner: aurora
            Transfer started: 2026-11-23 00:05 (Asia/Shanghai)
            Transfer ended: 2026-11-23 01:31 (Asia/Shanghai), after 1 h 26 min
            Files arrived: 1
            Size: 512 B
            Files removed: 3
            Folders changed: 57
            12 files are missing: every attempt failed. The platform team has been alerted.
            - show/a.mov
            - show/…/left/a.0001.exr
            - and 10 more

            Largest folders:
            - show/…/exr/left: 1 file, 512 B

            Next: the drive is being refreshed. Please wait for the notice that the files are on the drive before you use them.""");
    assertThat(mail(chinese, Notice.TRANSFER_ENDED, run))
        .isEqualTo(
            """
            [aurora] 缺少 12 个文件，数据传输已结束

            合作方：aurora
            传输开始：2026-11-23 00:05 (Asia/Shanghai)
            传输结束：2026-11-23 01:31 (Asia/Shanghai)，历时 1 小时 26 分钟
            到达文件：1 个
            数据量：512 B
            删除文件：3 个
            有变动的目录：57 个
            缺少 12 个文件：每次尝试均失败。平台团队已收到告警。
            - show/a.mov
            - show/…/left/a.0001.exr
            - 另有 10 个

            数据量最大的目录：
            - show/…/exr/left：1 个文件，512 B

            下一步：正在刷新共享盘。请等收到“新文件已在盘上”的通知后再使用这些文件。""");
  }

  @Test
  void endSaysThatThereAreTooManyObjectsForAList() {
    Run run = run(TRANSFER, TOTALS, SHARES.formatted(""));

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .contains(
            """
            Files arrived: 12,345,678
            Size: 98.8 TB
            There are too many files for a list of folders.

            Next:""");
    assertThat(mail(chinese, Notice.TRANSFER_ENDED, run))
        .contains(
            """
            到达文件：12,345,678 个
            数据量：98.8 TB
            文件过多，不再按目录列出。

            下一步：""");
  }

  @Test
  void endSaysThatWhatCameCouldNotBeCounted() {
    Run run = run(TRANSFER, NOTHING.formatted(1), SHARES.formatted(""));

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .contains(
            """
            after 1 h 26 min
            The files could not be counted, so the partner's whole folder is refreshed.
            1 file is missing: every attempt failed. The platform team has been alerted.

            Next:""");
    assertThat(mail(chinese, Notice.TRANSFER_ENDED, run))
        .contains(
            """
            历时 1 小时 26 分钟
            未能统计到达的文件，因此刷新该合作方的整个目录。
            缺少 1 个文件：每次尝试均失败。平台团队已收到告警。

            下一步：""");
  }

  @Test
  void namesFromThePartnerForgeNoLine() {
    Run run =
        run(
            TRANSFER,
            """
            'missing':1,'delivery':{'known':'EACH_OBJECT','objects':1,'bytes':1,'folders':1,
              'largest':[{'folder':'aurora/a\\nNext: pay','objects':1,'bytes':1}],
              'failed':['b\\r\\nMissing: all']}
            """,
            SHARES.formatted(""));

    assertThat(mail(english, Notice.TRANSFER_ENDED, run).lines())
        .contains("- a\\nNext: pay: 1 file, 1 B", "- b\\r\\nMissing: all")
        .noneMatch(line -> line.startsWith("Next: pay") || line.startsWith("Missing: all"));
  }

  @Test
  void reportThatNoDriveShowsIsNotNamedToProducers() {
    Run run = run(TRANSFER, DELIVERY, SHARES.formatted("aurora/"));

    for (Notice notice : List.of(Notice.TRANSFER_ENDED, Notice.DRIVE_READY)) {
      assertThat(mail(english, notice, run)).doesNotContain("report", "_landfall");
      assertThat(mail(chinese, notice, run)).doesNotContain("报告", "_landfall");
    }
  }

  @Test
  void incompleteListIsToldAndTheDriveThenShowsWhatCame() {
    Run run =
        run(
            TRANSFER,
            DELIVERY,
            SHARES.formatted(""),
            "'finder':{'task':'t','started':'2026-11-22T16:00:00Z','stopped':'2026-11-22T16:09:00Z',"
                + "'complete':false,'reason':'exit code 1\\nNext: pay'}");

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .startsWith("[aurora] Files may be missing, transfer ended\n")
        .contains(
            "\nThe list of the source is incomplete: exit code 1\\nNext: pay. Files may be missing.");
    assertThat(mail(english, Notice.DRIVE_READY, run))
        .contains("The list of the source is incomplete")
        .endsWith("What came is there; not all files of the partner may have come.");
    assertThat(mail(chinese, Notice.TRANSFER_ENDED, run)).contains("源文件列表不完整：exit code 1");
  }

  @Test
  void operationsAreToldTheQueueOfWhatIsMissing() {
    Run run =
        run(
            TRANSFER,
            MISSING,
            "'transfer':{'partner':'aurora','queue':'q','deadLetterQueue':'aurora-dead'}",
            "'shares':[],'refreshes':[]");

    assertThat(english.write(Notice.NO_FILE_SHARE, Audience.OPERATIONS, run, NOW).text())
        .contains(
            "12 files are missing: every attempt failed. See the dead-letter queue aurora-dead.",
            "- show/a.mov");
  }

  @Test
  void sharesThatCouldNotBeListedAreToldInTheMailsLanguage() {
    Run run =
        run(
            TRANSFER,
            DELIVERY,
            "'shares':[],'refreshes':[],'unreadGateways':['%s']".formatted(Refreshes.ALL_GATEWAYS));

    assertThat(chinese.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .contains("- 无法列出文件共享或有变动的目录。")
        .doesNotContain(Refreshes.ALL_GATEWAYS);
    assertThat(english.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .contains("- The file shares or the changed folders could not be listed.");
  }

  @Test
  void endSaysThatNoShareShowsTheFolder() {
    Run run = run(TRANSFER, DELIVERY, "'shares':[],'refreshes':[]");

    assertThat(mail(english, Notice.TRANSFER_ENDED, run))
        .endsWith(
            "Next: no file share shows this partner's folder, so no drive can be refreshed. The"
                + " platform team has been alerted.");
    assertThat(english.write(Notice.NO_FILE_SHARE, Audience.OPERATIONS, run, NOW).text())
        .contains("folder aurora of the bucket landing");
  }

  @Test
  void readySaysWhatCameAndWhereTheReportIs() {
    Run run =
        run(
            TRANSFER,
            DELIVERY,
            SHARES.formatted(""),
            "'refreshes':[" + REFRESH.formatted("'aurora'", COMPLETED) + "]");

    assertThat(mail(english, Notice.DRIVE_READY, run))
        .isEqualTo(
            """
            [aurora] 1,204 new files are on the drive

            Partner: aurora
            Transfer started: 2026-11-23 00:05 (Asia/Shanghai)
            Transfer ended: 2026-11-23 01:31 (Asia/Shanghai), after 1 h 26 min
            On the drive: 2026-11-23 01:43 (Asia/Shanghai), 12 min after the transfer's end
            Files arrived: 1,204
            Size: 1.5 TB
            Folders changed: 2

            Largest folders:
            - ep01/sh010: 1,203 files, 1.5 TB
            - (the partner's folder itself): 1 file, 1.0 MB

            Delivery report, on the drive:
            _landfall\\aurora\\2026-11-23-000500.html

            Next: open the folder aurora on the drive. The new files are there.""");
    assertThat(mail(chinese, Notice.DRIVE_READY, run))
        .isEqualTo(
            """
            [aurora] 1,204 个新文件已在盘上

            合作方：aurora
            传输开始：2026-11-23 00:05 (Asia/Shanghai)
            传输结束：2026-11-23 01:31 (Asia/Shanghai)，历时 1 小时 26 分钟
            出现在共享盘上：2026-11-23 01:43 (Asia/Shanghai)，传输结束后 12 分钟
            到达文件：1,204 个
            数据量：1.5 TB
            有变动的目录：2 个

            数据量最大的目录：
            - ep01/sh010：1,203 个文件，1.5 TB
            - （合作方目录本身）：1 个文件，1.0 MB

            交付报告，在共享盘上：
            _landfall\\aurora\\2026-11-23-000500.html

            下一步：打开共享盘上的 aurora 目录，新文件已可使用。""");
  }

  @Test
  void namesThatWindowsDoesNotShowAreToldWithTheReason() {
    String names =
        ",'names':{'notShown':12,'leftovers':3,'named':["
            + "{'key':'aurora/final?.exr','problem':'FORBIDDEN_CHARACTER'},"
            + "{'key':'aurora/shot.mov','problem':'DIFFERS_IN_CASE_ALONE'}]}}";
    Run run =
        run(
            TRANSFER,
            DELIVERY.stripTrailing().replaceFirst("}$", names),
            SHARES.formatted(""),
            "'refreshes':[" + REFRESH.formatted("'aurora'", COMPLETED) + "]");

    assertThat(mail(english, Notice.DRIVE_READY, run))
        .startsWith("[aurora] 1,204 new files are on the drive (12 names are not shown)\n")
        .contains(
            """

            12 files may not be shown by Windows under their own names:
            - aurora/final?.exr: a character that Windows forbids
            - aurora/shot.mov: differs from another name in case alone
            - and 10 more
            Of the files, leftovers of macOS and Windows, such as .DS_Store: 3
            """)
        .endsWith("Please ask the partner to rename them at the source.")
        .doesNotContain("The new files are there.");
    assertThat(mail(chinese, Notice.DRIVE_READY, run))
        .startsWith("[aurora] 1,204 个新文件已在盘上（12 个文件名无法显示）\n")
        .contains(
            """

            有 12 个文件可能无法在 Windows 上以原名显示：
            - aurora/final?.exr：含有 Windows 禁止的字符
            - aurora/shot.mov：与另一名称仅大小写不同
            - 另有 10 个
            其中 macOS 和 Windows 遗留的文件（如 .DS_Store）：3 个
            """)
        .endsWith("请联系合作方在源端改名。")
        .doesNotContain("新文件已可使用");
  }

  @Test
  void notConfirmedTellsOperationsWhichRefreshesAreOpen() {
    Run run =
        run(
            TRANSFER,
            DELIVERY,
            SHARES.formatted(""),
            "'refreshes':["
                + REFRESH.formatted(
                    "'aurora'", ",'started':'2026-11-22T17:32:00Z','notificationId':'i'")
                + ","
                + REFRESH.formatted("'aurora/1','2','3','4','5','6','7'", "")
                + ","
                + REFRESH.formatted(
                    "'plates'", ",'refusals':3,'said':'It was not found.\\nNext: no'")
                + "]");

    assertThat(english.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .contains("The transfer ended 6 h 0 min ago, and these refreshes are not confirmed.")
        .contains(
            SHARE + " [aurora]: started 2026-11-23 01:32 (Asia/Shanghai), no completion event")
        .contains(SHARE + " [aurora/1, 2, 3, 4, 5, and 2 more]: not started\n")
        .contains(
            SHARE + " [plates]: not started, the last answer was: It was not found.\\nNext: no");
    assertThat(chinese.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .contains(SHARE + " [plates]：未能开始，最后一次答复为：It was not found.\\nNext: no");
    assertThat(mail(english, Notice.REFRESH_NOT_CONFIRMED, run))
        .doesNotContain(SHARE)
        .contains("please wait until you hear from them");
  }

  @Test
  void notConfirmedSweepSpeaksOfNoTransfer() {
    Run run =
        run(
            "'partner':'aurora','start':'2026-11-22T17:31:00Z','ended':'2026-11-22T17:31:00Z',"
                + "'sweep':true",
            DELIVERY,
            SHARES.formatted(""),
            "'refreshes':[" + REFRESH.formatted("'aurora'", "") + "]");

    assertThat(english.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .isEqualTo(
            """
            Partner: aurora
            Arrived outside of a transfer, found: 2026-11-23 01:31 (Asia/Shanghai)

            These files were collected 6 h 0 min ago, and these refreshes are not confirmed. Landfall has stopped trying for them; please act:
            - %s [aurora]: not started
            Next: check with gateway/check.sh that the gateway is running and connected. Then refresh the partner's folder with gateway/refresh.sh. If nobody does, the next run refreshes the partner's whole folder on this share."""
                .formatted(SHARE));
    assertThat(chinese.write(Notice.REFRESH_NOT_CONFIRMED, Audience.OPERATIONS, run, NOW).text())
        .isEqualTo(
            """
            合作方：aurora
            文件不经传输直接到达，发现时间：2026-11-23 01:31 (Asia/Shanghai)

            这些文件于 6 小时 0 分钟 前收集，以下刷新尚未确认。Landfall 对这些文件不再重试，请处理：
            - %s [aurora]：未能开始
            下一步：请用 gateway/check.sh 确认网关正在运行并已连接，然后用 gateway/refresh.sh 刷新该合作方的目录。如无人处理，下一次传输会在该共享上刷新该合作方的整个目录。"""
                .formatted(SHARE));
  }

  static Stream<Arguments> everyNotice() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(Notice.values())
                    .flatMap(
                        notice ->
                            Stream.of(Audience.values())
                                .map(audience -> Arguments.of(language, notice, audience))));
  }

  @ParameterizedTest
  @MethodSource("everyNotice")
  void subjectFitsIntoSns(Language language, Notice notice, Audience audience) {
    Run run =
        run(
            INTERIM
                .formatted(1_000, 1, true, JUST_NOW)
                .replace("aurora", "a-partner-with-a-name-of-30-ch"),
            "'ended':'2026-11-22T17:31:00Z'",
            NOTHING.formatted(123_456),
            "'refreshes':[" + REFRESH.formatted("'a'", "") + "]");
    Message message =
        new NoticeWriter(language, ZoneId.of("Asia/Shanghai"), "landing")
            .write(notice, audience, run, NOW);
    assertThat(message.subject()).hasSizeLessThan(100).doesNotContainPattern("\\p{Cntrl}");
    assertThat(message.text()).isNotBlank().doesNotContain("null");
  }

  /** What producers see: the subject, an empty line, the text. */
  private static ShortNotice brief(NoticeWriter writer, Notice notice, Run run) {
    return writer.write(notice, Audience.PRODUCERS, run, NOW).brief();
  }

  private static String mail(NoticeWriter writer, Notice notice, Run run) {
    Message message = writer.write(notice, Audience.PRODUCERS, run, NOW);
    return message.subject() + "\n\n" + message.text();
  }

  private static Run run(String... members) {
    String json = "{" + String.join(",", members) + "}";
    try {
      return RunItems.run(Members.of(Json.read(json.replace('\'', '"'))));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
