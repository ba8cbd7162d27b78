package io.github.landfall.chat;

import io.github.landfall.chat.robot.Answer;
import io.github.landfall.chat.robot.Post;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Posts over HTTP, each with a connection of its own: Lambda may freeze the function for hours
 * between two messages, and what was kept open would be dead then. Redirects are not followed, and
 * nothing is posted twice.
 */
final class RobotPosts {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(10);

  /** Answers have a hundred bytes. */
  private static final int MAX_ANSWER = 64 * 1024;

  /**
   * Posts, and waits for the answer.
   *
   * @throws IOException if there is no answer, or not within fifteen seconds
   */
  Answer post(Post post) throws IOException {
    byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
    HttpURLConnection connection = (HttpURLConnection) post.address().toURL().openConnection();
    try {
      connection.setRequestMethod("POST");
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(Math.toIntExact(CONNECT.toMillis()));
      connection.setReadTimeout(Math.toIntExact(READ.toMillis()));
      connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
      connection.setRequestProperty("Connection", "close");
      connection.setDoOutput(true);
      // Else the JDK would send a body a second time whose answer is lost.
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      int status = connection.getResponseCode();
      InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Answer(status, read(answer));
    } finally {
      connection.disconnect();
    }
  }

  private static String read(InputStream answer) throws IOException {
    if (answer == null) {
      return "";
    }
    try (answer) {
      return new String(answer.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
    }
  }
}
