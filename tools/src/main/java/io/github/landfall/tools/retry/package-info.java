/** What failed for good, and what became of it since. */
package io.github.landfall.tools.retry;
