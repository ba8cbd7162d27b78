package io.github.landfall.tools;

import java.util.Locale;

/** Which of Data Transfer Hub's two templates a stack was made from. */
public enum Edition {
  /** The finder is an ECS task. */
  ECS,
  /** The finder is an EC2 instance; large objects are merged by a state machine. */
  EC2;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
