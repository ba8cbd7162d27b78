/** Where bin/landfall compare puts differences, and how long a transfer of them takes. */
package io.github.landfall.tools.compare;
