/** How source and landing bucket are compared, and what is missing is sent, by bin/compare. */
package io.github.landfall.tools.compare;
