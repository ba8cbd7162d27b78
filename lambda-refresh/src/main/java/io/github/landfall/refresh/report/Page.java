package io.github.landfall.refresh.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;

/**
 * A page that a browser opens from a drive: one file with its style, its script and its data.
 *
 * <p>It loads nothing, and runs its own script alone: the policy in its head names that script's
 * hash. Text from elsewhere stands only in its title, escaped, and in its data, as JSON.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
final class Page {

  private static final JsonFactory JSON =
      new JsonFactoryBuilder().characterEscapes(new ScriptEscapes()).build();

  private final String style = resource("page.css");
  private final String script;
  private final String body;

  /**
   * @param name what the files of its body and of its script are called
   */
  Page(String name) {
    body = resource(name + ".html");
    script = resource("page.js") + resource(name + ".js");
  }

  /** Writes JSON that may stand in a page. The caller's writer stays open. */
  static JsonGenerator json(Writer out) throws IOException {
    return JSON.createGenerator(out)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
  }

  /** Seconds since 1970 on a clock on the wall of a zone, so that a page needs no zones. */
  static long local(Instant time, ZoneId zone) {
    return time.getEpochSecond() + zone.getRules().getOffset(time).getTotalSeconds();
  }

  /**
   * Writes the page.
   *
   * @param language the language that it opens in
   * @param title what the browser calls it
   * @param figures a JSON object, escaped
   * @param rows the elements of a JSON array, escaped
   */
  void write(Writer out, Language language, String title, String figures, Reader rows)
      throws IOException {
    out.write(
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        """
            .formatted(language.tag(), policy(), escaped(title)));
    element(out, "style", style);
    out.write("</head>\n<body>\n");
    out.write(body);
    element(out, "script type=\"application/json\" id=\"figures\"", figures);
    out.write("<script type=\"application/json\" id=\"rows\">[");
    rows.transferTo(out);
    out.write("]</script>\n");
    element(out, "script", script);
    out.write("</body>\n</html>\n");
  }

  private static void element(Writer out, String tag, String content) throws IOException {
    out.write("<" + tag + ">");
    out.write(content);
    out.write("</" + tag.split(" ", 2)[0] + ">\n");
  }

  private String policy() {
    return "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
        .formatted(hash(style), hash(script));
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's " + name + " can't be read", e);
    }
  }
}
