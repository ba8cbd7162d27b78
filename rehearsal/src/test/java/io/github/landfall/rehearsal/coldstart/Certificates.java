package io.github.landfall.rehearsal.coldstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of localhost from an authority of its own, which is trusted beside all those that a
 * client trusts by itself: to read them is a part of its start.
 */
final class Certificates {

  /** The password of the JDK's own store, too. */
  private static final String PASSWORD = "changeit";

  private final Path directory;

  /**
   * Makes the authority and the certificate.
   *
   * @param directory where the files go
   */
  Certificates(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    keytool("authority.p12", "-genkeypair", "-dname", "CN=authority", "-ext", "bc:c");
    keytool("server.p12", "-genkeypair", "-dname", "CN=localhost");
    keytool("authority.p12", "-exportcert", "-rfc", "-file", "authority.pem");
    keytool("server.p12", "-certreq", "-file", "server.csr");
    keytool(
        "authority.p12",
        "-gencert",
        "-rfc",
        "-ext",
        "san=dns:localhost,ip:127.0.0.1",
        "-infile",
        "server.csr",
        "-outfile",
        "server.pem");
    Files.writeString(
        directory.resolve("chain.pem"),
        Files.readString(directory.resolve("server.pem"))
            + Files.readString(directory.resolve("authority.pem")));
    keytool("server.p12", "-importcert", "-noprompt", "-file", "chain.pem");
  }

  /** For a server on localhost. */
  SSLContext server() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(directory.resolve("server.p12"))) {
      keys.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  /**
   * What a JVM trusts, and the authority.
   *
   * @param javaHome the JVM's directory
   */
  Path javaTrust(Path javaHome) throws IOException, InterruptedException {
    Path store = directory.resolve("trusted.jks");
    Files.copy(
        javaHome.resolve("lib/security/cacerts"), store, StandardCopyOption.REPLACE_EXISTING);
    keytool("trusted.jks", "-importcert", "-noprompt", "-file", "authority.pem");
    return store;
  }

  /**
   * What another client trusts, and the authority.
   *
   * @param bundle the client's own certificates
   */
  Path trust(Path bundle) throws IOException {
    return Files.writeString(
        directory.resolve("trusted.pem"),
        Files.readString(bundle) + Files.readString(directory.resolve("authority.pem")));
  }

  private void keytool(String store, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store, "-storepass", PASSWORD, "-alias", "landfall"));
    if (command.contains("-genkeypair")) {
      // As the certificates of AWS's endpoints.
      command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048"));
    }
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + told);
    }
  }
}
