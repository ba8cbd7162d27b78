package io.github.landfall.localaws.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A real SMB share on 127.0.0.1: rclone mounts a bucket with a long directory cache, Samba shares
 * the mount.
 *
 * <p>The cache behaves like a gateway's: what is new stays invisible, and what was overwritten is
 * truncated, until {@link #refresh}. Needs Linux, root, and the tools that {@link #missingTools}
 * looks for. Names that Windows does not allow appear in Samba's short form.
 *
 * @see <a href="https://rclone.org/commands/rclone_mount/">rclone mount</a>
 */
public final class SmbDrive implements Drive {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TOOLS = List.of("rclone", "smbd", "smbclient", "fusermount3");
  private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/sbin", "/usr/local/sbin");

  private final Path directory;
  private final Path mount;
  private final String share;
  private final int smbPort;
  private final int controlPort;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<LocalProcess> processes = new ArrayList<>();
  private Path lastWalk;

  private SmbDrive(String share) throws IOException {
    this.share = share;
    // Samba serves guests as the user nobody, who has to get through to the mount.
    this.directory =
        Files.createTempDirectory(
            "landfall-smb",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    this.mount = Files.createDirectory(directory.resolve("mount"));
    this.smbPort = freePort();
    this.controlPort = freePort();
  }

  /**
   * What this machine lacks for such a drive.
   *
   * @return names of programs, {@code /dev/fuse}, {@code root}; empty when nothing is missing
   */
  public static List<String> missingTools() {
    List<String> missing = new ArrayList<>();
    TOOLS.stream().filter(tool -> path(tool).isEmpty()).forEach(missing::add);
    if (!Files.exists(Path.of("/dev/fuse"))) {
      missing.add("/dev/fuse");
    }
    if (!System.getProperty("user.name").equals("root")) {
      missing.add("root");
    }
    return missing;
  }

  /**
   * Mounts a bucket and shares it.
   *
   * @param s3 the S3 endpoint, which must be on 127.0.0.1 and ask for no credentials
   * @param bucket the bucket
   * @param prefix the prefix of what is shared: empty, or ending with a slash
   * @param share the share's name
   * @return the drive, ready to be used
   * @throws IllegalStateException naming the missing tools
   * @throws IOException when a program does not come up; with what it said
   */
  public static SmbDrive start(URI s3, String bucket, String prefix, String share)
      throws IOException {
    if (!missingTools().isEmpty()) {
      throw new IllegalStateException("an SMB drive needs " + missingTools());
    }
    SmbDrive drive = new SmbDrive(share);
    try {
      drive.startMount(s3, bucket, prefix);
      drive.startSamba();
      return drive;
    } catch (IOException | RuntimeException e) {
      try {
        drive.close();
      } catch (IOException onClose) {
        e.addSuppressed(onClose);
      }
      throw e;
    }
  }

  /** A command that shows the drive, to be tried while it is there. */
  public String connectLine() {
    return "smbclient //127.0.0.1/" + share + " -p " + smbPort + " -N";
  }

  /** The share's port. */
  public int port() {
    return smbPort;
  }

  @Override
  public String describe() {
    return "SMB share //127.0.0.1/" + share + ", port " + smbPort;
  }

  /**
   * Renews the listings of folders, as RefreshCache does on a gateway.
   *
   * @param folders the folders, from the share's root, without a slash at either end; {@code /} is
   *     the root
   * @param recursive whether the folders below them are renewed too
   * @throws IOException when rclone cannot do it; a folder that its listings do not show is passed
   *     over, as on a gateway
   */
  public void refresh(List<String> folders, boolean recursive) throws IOException {
    for (String folder : folders) {
      ObjectNode parameters = JSON.createObjectNode();
      parameters.put("recursive", Boolean.toString(recursive));
      String name = folder.equals("/") ? "" : folder;
      if (!name.isEmpty()) {
        parameters.put("dir", name);
      }
      String result = control("vfs/refresh", parameters).path("result").path(name).asText();
      if (!result.equals("OK") && !result.equals("file does not exist")) {
        throw new IOException("rclone did not refresh " + folder + ": " + result);
      }
    }
  }

  /** {@inheritDoc} Every file is fetched through SMB into a temporary directory. */
  @Override
  public SortedMap<String, DriveFile> walk() throws IOException {
    if (lastWalk != null) {
      delete(lastWalk);
    }
    lastWalk = Files.createTempDirectory(directory, "walk");
    LocalProcess.start(
            directory,
            Map.of(),
            List.of(
                path("smbclient"),
                "//127.0.0.1/" + share,
                "--configfile=" + configuration(),
                "--port=" + smbPort,
                "--no-pass",
                "--command=lcd " + lastWalk + "; recurse ON; prompt OFF; mget *"))
        .waitForSuccess();
    SortedMap<String, DriveFile> files = new TreeMap<>();
    try (Stream<Path> fetched = Files.walk(lastWalk)) {
      for (Path file : fetched.filter(Files::isRegularFile).toList()) {
        files.put(
            lastWalk.relativize(file).toString().replace(File.separatorChar, '/'),
            new FetchedFile(file, Files.size(file)));
      }
    }
    return files;
  }

  /** Ends the programs, takes the mount down and removes the temporary directory. */
  @Override
  public void close() throws IOException {
    // The last one started, Samba, holds files of the mount.
    for (int i = processes.size() - 1; i > 0; i--) {
      processes.get(i).end();
    }
    if (mounted()) {
      LocalProcess.start(directory, Map.of(), List.of(path("fusermount3"), "-u", mount.toString()))
          .waitForSuccess();
    }
    if (!processes.isEmpty() && !processes.get(0).ends()) {
      processes.get(0).end();
    }
    if (mounted()) {
      throw new IOException(mount + " is still mounted");
    }
    processes.clear();
    delete(directory);
  }

  private record FetchedFile(Path file, long size) implements DriveFile {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  private void startMount(URI s3, String bucket, String prefix) throws IOException {
    Map<String, String> remote =
        Map.of(
            "RCLONE_CONFIG_LANDING_TYPE", "s3",
            "RCLONE_CONFIG_LANDING_PROVIDER", "Other",
            "RCLONE_CONFIG_LANDING_ENDPOINT", s3.toString(),
            "RCLONE_CONFIG_LANDING_ACCESS_KEY_ID", "rehearsal",
            "RCLONE_CONFIG_LANDING_SECRET_ACCESS_KEY", "rehearsal",
            "RCLONE_CONFIG_LANDING_FORCE_PATH_STYLE", "true");
    LocalProcess rclone =
        LocalProcess.start(
            directory,
            remote,
            List.of(
                path("rclone"),
                "mount",
                "landing:" + bucket + "/" + prefix,
                mount.toString(),
                "--config=" + Files.createFile(directory.resolve("rclone.conf")),
                "--cache-dir=" + directory.resolve("cache"),
                "--read-only",
                "--allow-other",
                // Only a refresh renews a listing; the kernel is to keep nothing of its own.
                "--dir-cache-time=1000h",
                "--poll-interval=0",
                "--attr-timeout=0s",
                "--vfs-cache-mode=full",
                "--use-server-modtime",
                "--rc",
                "--rc-no-auth",
                "--rc-addr=127.0.0.1:" + controlPort));
    processes.add(rclone);
    rclone.waitUntil("mounted", this::mounted);
    rclone.waitUntil("listening", () -> answers(controlPort));
  }

  private void startSamba() throws IOException {
    Path state = Files.createDirectory(directory.resolve("samba"));
    Files.writeString(
        configuration(),
        """
        [global]
        server role = standalone server
        server min protocol = SMB2
        interfaces = 127.0.0.1/8
        bind interfaces only = yes
        smb ports = %d
        disable netbios = yes
        map to guest = Bad User
        load printers = no
        disable spoolss = yes
        unix charset = UTF-8
        pid directory = %2$s
        lock directory = %2$s
        state directory = %2$s
        cache directory = %2$s
        private dir = %2$s
        ncalrpc dir = %2$s/ncalrpc
        log file = %2$s/log

        [%3$s]
        path = %4$s
        read only = yes
        guest ok = yes
        guest only = yes
        oplocks = no
        """
            .formatted(smbPort, state, share, mount));
    LocalProcess samba =
        LocalProcess.start(
            directory,
            Map.of(),
            List.of(path("smbd"), "--foreground", "--configfile=" + configuration()));
    processes.add(samba);
    samba.waitUntil("listening", () -> answers(smbPort));
  }

  private Path configuration() {
    return directory.resolve("smb.conf");
  }

  private boolean mounted() {
    try {
      return Files.readString(Path.of("/proc/self/mounts")).contains(" " + mount + " ");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the machine's mounts", e);
    }
  }

  private JsonNode control(String command, ObjectNode parameters) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + controlPort + "/" + command))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(parameters.toString()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("rclone " + command + " " + parameters + ": " + response.body());
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in rclone " + command, e);
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Where a program is; empty when it is not installed. */
  private static String path(String tool) {
    List<String> directories = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      directories.addAll(List.of(path.split(File.pathSeparator, -1)));
    }
    // Samba's server is often outside of a user's PATH.
    directories.addAll(SYSTEM_DIRECTORIES);
    return directories.stream()
        .map(directory -> Path.of(directory, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElse("");
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> below = Files.walk(root)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
