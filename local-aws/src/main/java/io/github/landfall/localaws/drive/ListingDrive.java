package io.github.landfall.localaws.drive;

import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.FileShare;
import io.github.landfall.localaws.gateway.FolderListing;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A drive without a network: what a gateway's listings show of one share, with the names that Samba
 * gives to what Windows can't name.
 */
public final class ListingDrive implements Drive {

  private final FileGateway gateway;
  private final FileShare share;

  /**
   * A drive.
   *
   * @param gateway the gateway
   * @param share one of its shares
   */
  public ListingDrive(FileGateway gateway, FileShare share) {
    this.gateway = gateway;
    this.share = share;
  }

  @Override
  public SortedMap<String, DriveFile> walk() {
    SortedMap<String, DriveFile> files = new TreeMap<>();
    walk("", "", files);
    return files;
  }

  @Override
  public String describe() {
    return "listing of share " + share.name() + " (" + share.locationArn() + ")";
  }

  @Override
  public void close() {}

  private void walk(String folder, String shown, SortedMap<String, DriveFile> files) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    FolderListing listing = gateway.look(share, folder).orElseThrow();
    listing
        .files()
        .forEach(
            (name, size) -> files.put(shown + MangledName.of(name), file(prefix + name, size)));
    listing
        .folders()
        .forEach(name -> walk(prefix + name, shown + MangledName.of(name) + "/", files));
  }

  private DriveFile file(String path, long size) {
    return new DriveFile() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open() throws IOException {
        return gateway.open(share, path);
      }
    };
  }
}
