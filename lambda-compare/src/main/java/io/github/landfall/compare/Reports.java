package io.github.landfall.compare;

import io.github.landfall.comparison.Tally.Count;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.text.ByteSize;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts a comparison's page and tables beside the delivery reports in the landing bucket. */
final class Reports {

  private final S3Client s3;
  private final String landingBucket;
  private final Ledger ledger;
  private final ComparisonTexts texts;
  private final DateTimeFormatter names;

  Reports(S3Client s3, String landingBucket, Ledger ledger, ComparisonTexts texts, ZoneId zone) {
    this.s3 = s3;
    this.landingBucket = landingBucket;
    this.ledger = ledger;
    this.texts = texts;
    this.names = DateTimeFormatter.ofPattern("'compared-'yyyy-MM-dd-HHmmss").withZone(zone);
  }

  /**
   * Puts the report, or puts it once more.
   *
   * @return the page's key
   */
  String put(Progress progress) {
    String name = names.format(progress.ended());
    String folder = Names.REPORTS + progress.partner() + "/";
    List<String> tables = new ArrayList<>();
    for (Progress.Part part : progress.found().parts()) {
      String table =
          progress.found().parts().size() == 1
              ? name + Ledger.TABLE
              : name + "-" + (tables.size() + 1) + Ledger.TABLE;
      ledger.copy(progress, part, Ledger.TABLE, landingBucket, folder + table);
      tables.add(table);
    }
    String key = folder + name + ".html";
    s3.putObject(
        request -> request.bucket(landingBucket).key(key).contentType("text/html; charset=utf-8"),
        RequestBody.fromString(page(progress, tables)));
    return key;
  }

  /** Nothing here comes from a key: partners' names and verdicts need no escapes. */
  private String page(Progress progress, List<String> tables) {
    StringBuilder rows = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      Count count = progress.of(verdict);
      rows.append(
          "<tr><td>%s</td><td>%s</td><td>%s</td></tr>%n"
              .formatted(
                  texts.of("VERDICT_" + verdict),
                  texts.of("NUMBER", count.objects()),
                  ByteSize.decimal(count.bytes())));
    }
    StringBuilder links = new StringBuilder();
    tables.forEach(table -> links.append("<p><a href=\"%s\">%s</a></p>%n".formatted(table, table)));
    return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%%; }
        td { border-bottom: 1px solid #8884; padding: .4rem .6rem; }
        td + td { text-align: right; white-space: nowrap; }
        </style>
        </head>
        <body>
        <h1>%s</h1>
        <p>%s</p>
        <table>
        %s</table>
        %s</body>
        </html>
        """
        .formatted(
            texts.tag(),
            texts.of("TITLE", progress.partner()),
            texts.of("TITLE", progress.partner()),
            texts.of("COMPARED_AT", texts.time(progress.ended())),
            rows,
            links);
  }
}
