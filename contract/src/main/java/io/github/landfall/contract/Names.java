package io.github.landfall.contract;

/** The names that things have wherever somebody looks for them. */
public final class Names {

  /** The stack's name, with which the names of its alarms begin. */
  public static final String STACK = "Landfall";

  /** What the name of a partner's transfer alarm begins with; the partner's name follows. */
  public static final String TRANSFER_ALARM = STACK + "-transfer-";

  /** What the name of a partner's arrivals queue begins with; the partner's name follows. */
  public static final String ARRIVALS_QUEUE = STACK + "-arrivals-";

  /** What the name of a partner's sweep rule begins with; the partner's name follows. */
  public static final String SWEEP_RULE = STACK + "-sweep-";

  /** What the name of a partner's comparison rule begins with; the partner's name follows. */
  public static final String COMPARE_RULE = STACK + "-compare-";

  /** What the name of a group robot's queue begins with; the robot's name follows. */
  public static final String CHAT_QUEUE = STACK + "-chat-";

  /** What follows the name of a group robot's queue in that of its dead-letter queue. */
  public static final String DEAD_LETTERS = "-dead-letters";

  /**
   * What the keys of reports in the landing bucket begin with; the partner's name follows. No
   * partner can have this name.
   */
  public static final String REPORTS = "_landfall/";

  /**
   * What the keys of unfinished comparisons in the ledger bucket begin with; the partner's name
   * follows. No partner can have this name.
   */
  public static final String COMPARISONS = "_comparisons/";

  /**
   * The folder of a partner in which a check of the deployment puts its file. Files that a partner
   * delivers there are told like any others.
   */
  public static final String CHECK_FOLDER = "_landfall-check";

  /** The reason that a check gives for a transfer alarm's state, if nobody is to be told. */
  public static final String CHECK_REASON = "landfall check --live";

  private Names() {}
}
