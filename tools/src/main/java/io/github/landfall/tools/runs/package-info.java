/** How runs are listed, by the command {@code bin/landfall runs}. */
package io.github.landfall.tools.runs;
