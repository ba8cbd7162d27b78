package io.github.landfall.comparison;

import io.github.landfall.contract.text.KeyOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;

/** A listing of objects that are known, in the order of keys. */
final class ListOf implements Listing {

  private final Iterator<Listed> objects;

  ListOf(Collection<Listed> objects) {
    this.objects =
        objects.stream().sorted(Comparator.comparing(Listed::key, KeyOrder.UTF_8)).iterator();
  }

  /** In the order of the iterator, whatever that is. */
  ListOf(Iterator<Listed> objects) {
    this.objects = objects;
  }

  @Override
  public Optional<Listed> next() {
    return objects.hasNext() ? Optional.of(objects.next()) : Optional.empty();
  }

  @Override
  public void close() {}
}
