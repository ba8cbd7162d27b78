package io.github.landfall.localaws.notices;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Sends notices as mails through an SMTP server on 127.0.0.1. */
final class NoticeMail {

  private static final String FROM = "no-reply@sns.rehearsal.invalid";

  private final Session session;

  NoticeMail(int smtpPort) {
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtpPort));
    properties.setProperty("mail.smtp.localhost", "localhost");
    properties.setProperty("mail.smtp.timeout", "10000");
    this.session = Session.getInstance(properties);
  }

  void send(String recipient, String subject, String text, Instant time) throws MessagingException {
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(FROM));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
    mail.setSubject(subject, StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(time));
    mail.setText(text, StandardCharsets.UTF_8.name());
    Transport.send(mail);
  }
}
