/**
 * Holds a partner's source and the landing bucket side by side, by listing alone: what is missing,
 * what differs, and what was edited since it was copied.
 */
package io.github.landfall.comparison;
