package io.github.landfall.localaws.server;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** An SMTP server on 127.0.0.1 that keeps every mail it receives, to be read back. */
public final class MailServer implements AutoCloseable {

  private final GreenMail greenMail;

  private MailServer(GreenMail greenMail) {
    this.greenMail = greenMail;
  }

  /**
   * One mail as its reader would see it.
   *
   * @param from the sender's address
   * @param to the recipients' addresses
   * @param subject the decoded subject
   * @param text the decoded text, its lines ended by a line feed alone
   */
  public record Mail(String from, List<String> to, String subject, String text) {}

  /** Starts a server on a free port; it accepts mail when this returns. */
  public static MailServer start() {
    GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.start();
    return new MailServer(greenMail);
  }

  /** The port on 127.0.0.1 that takes SMTP, without encryption or login. */
  public int port() {
    return greenMail.getSmtp().getPort();
  }

  /**
   * All mails received so far: each once per recipient, a recipient's in the order of their
   * arrival.
   */
  public List<Mail> mails() {
    return Stream.of(greenMail.getReceivedMessages()).map(MailServer::read).toList();
  }

  /** Forgets all mails. */
  public void clear() {
    try {
      greenMail.purgeEmailFromAllMailboxes();
    } catch (FolderException e) {
      throw new IllegalStateException("the mails can't be deleted", e);
    }
  }

  private static Mail read(MimeMessage message) {
    try {
      Object content = message.getContent();
      if (!(content instanceof String text)) {
        throw new IllegalStateException(
            "the mail «"
                + message.getSubject()
                + "» is no plain text: "
                + message.getContentType());
      }
      return new Mail(
          address(message.getFrom()[0]),
          Arrays.stream(message.getAllRecipients()).map(MailServer::address).toList(),
          message.getSubject(),
          text.replace("\r\n", "\n"));
    } catch (MessagingException e) {
      throw new IllegalStateException("a received mail cannot be read", e);
    } catch (IOException e) {
      throw new UncheckedIOException("a received mail cannot be read", e);
    }
  }

  private static String address(Address address) {
    return address instanceof InternetAddress internet ? internet.getAddress() : address.toString();
  }

  @Override
  public void close() {
    greenMail.stop();
  }
}
