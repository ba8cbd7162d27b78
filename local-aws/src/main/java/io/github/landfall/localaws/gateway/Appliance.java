package io.github.landfall.localaws.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's virtual machine in the studio, before and after its activation.
 *
 * <p>What takes time in a real one is counted in calls here: so nothing depends on how fast the
 * caller is.
 */
public final class Appliance {

  /** The version of a gateway that is up to date. */
  public static final String CURRENT_VERSION = "2.2.1";

  /**
   * A disk of the machine.
   *
   * @param node its place at the controller, for example {@code SCSI (0:1)}
   * @param path its device
   * @param bytes its size
   */
  public record Disk(String node, String path, long bytes) {

    /** The id under which AWS knows it. */
    public String id() {
      return "disk-of" + path.replace('/', '-');
    }
  }

  private final String ipAddress;
  private final ObjectStore store;
  private final List<Disk> disks = new ArrayList<>();
  private final Deque<Disk> lateDisks = new ArrayDeque<>();
  private final Deque<Boolean> answers = new ArrayDeque<>();
  private String version = CURRENT_VERSION;
  private Optional<String> deprecationDate = Optional.empty();
  private String state = "RUNNING";
  private int listingsWithoutLateDisks;
  private boolean activated;

  /**
   * A machine that is up and not activated.
   *
   * @param ipAddress its address in the studio
   * @param store the buckets that it reaches
   */
  public Appliance(String ipAddress, ObjectStore store) {
    this.ipAddress = ipAddress;
    this.store = store;
  }

  /** Adds a disk that is there from the beginning. */
  public synchronized Appliance with(Disk disk) {
    disks.add(disk);
    return this;
  }

  /**
   * Adds a disk that is seen late, as one that was plugged in while the machine ran.
   *
   * @param disk the disk
   * @param listings how many times the disks are listed without it
   */
  public synchronized Appliance withLate(Disk disk, int listings) {
    lateDisks.add(disk);
    listingsWithoutLateDisks = listings;
    return this;
  }

  /**
   * Says how the machine answers after its activation, when it may boot more than once.
   *
   * @param calls a character for each call that AWS passes on to it: {@code -} is not connected;
   *     after these it always answers
   */
  public synchronized Appliance boots(String calls) {
    answers.clear();
    calls.chars().forEach(call -> answers.add(call != '-'));
    return this;
  }

  /**
   * Makes the machine one of the retired generation.
   *
   * @param version its software's version
   * @param deprecationDate the day of its last update, for example {@code 2026-06-30}
   */
  public synchronized Appliance retired(String version, String deprecationDate) {
    this.version = version;
    this.deprecationDate = Optional.of(deprecationDate);
    return this;
  }

  /**
   * Sets what DescribeGatewayInformation says of the machine.
   *
   * @param state its state, {@code RUNNING} if nothing is set
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_DescribeGatewayInformation.html">An
   *     answer with the prefix {@code STATE_}</a>
   */
  public synchronized Appliance inState(String state) {
    this.state = state;
    return this;
  }

  /** The machine's address. */
  public String ipAddress() {
    return ipAddress;
  }

  ObjectStore store() {
    return store;
  }

  synchronized String version() {
    return version;
  }

  synchronized String state() {
    return state;
  }

  synchronized Optional<String> deprecationDate() {
    return deprecationDate;
  }

  /** Whether the machine was activated. */
  public synchronized boolean activated() {
    return activated;
  }

  synchronized void activate() {
    activated = true;
  }

  /** Whether AWS reaches the machine with this call. */
  synchronized boolean answers() {
    return answers.isEmpty() || answers.poll();
  }

  /** The disks that a listing shows. */
  synchronized List<Disk> listDisks() {
    if (listingsWithoutLateDisks == 0) {
      disks.addAll(lateDisks);
      lateDisks.clear();
    } else {
      listingsWithoutLateDisks--;
    }
    return List.copyOf(disks);
  }

  synchronized Optional<Disk> disk(String id) {
    return disks.stream().filter(disk -> disk.id().equals(id)).findFirst();
  }
}
