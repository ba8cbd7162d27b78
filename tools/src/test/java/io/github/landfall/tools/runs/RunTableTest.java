package io.github.landfall.tools.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunTableTest {

  private static final String ON_THE_DRIVE =
      """
      {'partner':'northlight','start':'2026-11-22T16:05:00Z','ended':'2026-11-22T17:31:00Z','missing':12,
       'delivery':{'known':'EACH_OBJECT','objects':1204,'bytes':1534000000000,'removed':3,'folders':2,
         'unaccounted':7,'names':{'notShown':5,'named':[{'key':'n/a?','problem':'FORBIDDEN_CHARACTER'}],'leftovers':2},
         'lists':{'complete':2,'files':9,'incomplete':[{'key':'n/x.mhl','files':3,'absent':1,'otherSize':0}]},
         'namesBefore':{'notShown':1,'leftovers':0},'report':'_landfall/northlight/2026-11-23-000500'},
       'finder':{'task':'t','started':'2026-11-22T16:00:00Z','stopped':'2026-11-22T16:10:00Z','complete':false,'reason':'exit code 1'},
       'shares':[{'arn':'s','prefix':''}],
       'cost':{'lists':40,'heads':1960,'calls':2,'wholeLists':22000,'wholeHeads':1000000},
       'refreshes':[{'share':'s','gateway':'g','call':{'folders':['northlight'],'recursive':true},
         'started':'2026-11-22T17:32:00Z','notificationId':'i','completed':'2026-11-22T17:43:00Z'}]}
      """;

  private static final String UNCOUNTED =
      """
      {'partner':'aurora','start':'2026-11-19T16:05:00Z','ended':'2026-11-22T16:05:00Z','missing':0,
       'delivery':{'known':'NOTHING'}}
      """;

  private static final String SWEEP =
      """
      {'partner':'aurora','start':'2026-11-23T08:00:00Z','ended':'2026-11-23T08:00:00Z','sweep':true,
       'missing':0,'delivery':{'known':'EACH_OBJECT','objects':1,'bytes':512}}
      """;

  private static final String LONG =
      """
      {'partner':'aurora','start':'2026-11-23T16:05:00Z',
       'interim':{'day':2,'at':'2026-11-25T16:30:00Z','objects':900,'bytes':5000000000,'waiting':4,'finding':false}}
      """;

  private static final String OPEN = "{'partner':'aurora','start':'2026-11-23T16:05:00Z'}";

  @Test
  void terminalShowsWhatIsKnownInColumns() {
    assertThat(String.join("\n", lines(OPEN, SWEEP, ON_THE_DRIVE, UNCOUNTED)))
        .isEqualTo(
            """
            PARTNER     START             END                H:MM  KIND         OBJECTS    SIZE  FAILED  LISTING     UNACCOUNTED  NOT SHOWN  LISTS  ON THE DRIVE      REPORT
            aurora      2026-11-24 00:05  -                     -  in transfer        -       -       -  -                     -          -      -  -                 -
            aurora      2026-11-23 16:00  2026-11-23 16:00   0:00  sweep              1   512 B       0  -                     -          0      -  -                 -
            northlight  2026-11-23 00:05  2026-11-23 01:31   1:26  transfer       1,204  1.5 TB      12  incomplete            7          6    2/3  2026-11-23 01:43  _landfall/northlight/2026-11-23-000500.html
            aurora      2026-11-20 00:05  2026-11-23 00:05  72:00  transfer           -       -       0  -                     -          -      -  -                 -""");
  }

  @Test
  void longTransferShowsWhatItsLastDailyNoticeTold() {
    assertThat(lines(LONG))
        .containsExactly(
            "PARTNER  START             END  H:MM  KIND         OBJECTS    SIZE  FAILED  LISTING  UNACCOUNTED  NOT SHOWN  LISTS  ON THE DRIVE  REPORT",
            "aurora   2026-11-24 00:05  -       -  in transfer      900  5.0 GB       -  -                  -          -      -  -             -");
  }

  @Test
  void noRunsAreHeadingsAlone() {
    assertThat(lines())
        .containsExactly(
            "PARTNER  START  END  H:MM  KIND  OBJECTS  SIZE  FAILED  LISTING  UNACCOUNTED  NOT SHOWN  LISTS  ON THE DRIVE  REPORT");
  }

  private static List<String> lines(String... runs) {
    return new RunTable(ZoneId.of("Asia/Shanghai"))
        .lines(Stream.of(runs).map(RunTableTest::run).map(RunFigures::of).toList());
  }

  private static Run run(String json) {
    try {
      return RunItems.run(Members.of(Json.read(json.replace('\'', '"'))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
