package io.github.landfall.localaws.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.server.MailServer.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailServerTest {

  @Test
  void mailIsReadAsItsReaderWouldSeeIt() throws MessagingException {
    try (MailServer server = MailServer.start()) {
      send(server, "producer@example.com", "[aurora] 传输已开始", "开始时间：00:05\n第二行");

      assertThat(server.mails())
          .containsExactly(
              new Mail(
                  "no-reply@sns.example.com",
                  List.of("producer@example.com"),
                  "[aurora] 传输已开始",
                  "开始时间：00:05\n第二行"));
    }
  }

  @Test
  void mailsOfOneReaderComeInTheirOrder() throws MessagingException {
    try (MailServer server = MailServer.start()) {
      for (String subject : List.of("started", "ended", "ready")) {
        send(server, "producer@example.com", subject, "text");
      }

      assertThat(server.mails())
          .extracting(Mail::subject)
          .containsExactly("started", "ended", "ready");
    }
  }

  private static void send(MailServer server, String to, String subject, String text)
      throws MessagingException {
    Properties smtp = new Properties();
    smtp.setProperty("mail.smtp.host", "127.0.0.1");
    smtp.setProperty("mail.smtp.port", Integer.toString(server.port()));
    MimeMessage message = new MimeMessage(Session.getInstance(smtp));
    message.setFrom(new InternetAddress("no-reply@sns.example.com"));
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject, "UTF-8");
    message.setText(text, "UTF-8");
    Transport.send(message);
  }
}
