package io.github.landfall.tools.check;

import java.util.List;
import java.util.function.Supplier;

/**
 * A look at one thing, which can fail for itself.
 *
 * @param link what it looks at
 * @param of which one of its kind
 * @param findings asks AWS; throws the SDK's exceptions
 */
public record Look(Link link, String of, Supplier<List<Finding>> findings) {}
