/** How messages go back from a dead-letter queue, by the command {@code bin/landfall redrive}. */
package io.github.landfall.tools.redrive;
