package io.github.landfall.infra.dth;

import java.util.ArrayList;
import java.util.List;

/** What bringing a template up to date did and did not do, in lines for people. */
final class Findings {

  private final List<String> changed = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /** Something was changed. */
  void changed(String line) {
    changed.add(line);
  }

  /** Something was left as it is, or can't be checked. */
  void left(String line) {
    left.add(line);
  }

  List<String> changed() {
    return List.copyOf(changed);
  }

  List<String> left() {
    return List.copyOf(left);
  }
}
