package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, as the service hands lists out.
 *
 * @param items the part
 * @param next the marker of the part that follows; empty at the end
 */
record Page(List<ObjectNode> items, Optional<String> next) {

  /** Small on purpose: a caller that does not follow the marker loses items here. */
  private static final int ITEMS = 2;

  /** The part that a request asks for by its Marker and Limit. */
  static Page of(List<ObjectNode> all, ObjectNode input) {
    String marker = input.path("Marker").asText("0");
    if (!marker.matches("[0-9]{1,9}") || Integer.parseInt(marker) > all.size()) {
      throw Faults.parameters("The specified marker is not valid.");
    }
    int from = Integer.parseInt(marker);
    int to = Math.min(all.size(), from + Math.min(input.path("Limit").asInt(ITEMS), ITEMS));
    return new Page(
        List.copyOf(all.subList(from, to)),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }
}
