/** How runs are listed, by the command {@code bin/runs}. */
package io.github.landfall.tools.runs;
