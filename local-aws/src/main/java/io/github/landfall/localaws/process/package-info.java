/** Processes that tests and the rehearsal start, and end. */
package io.github.landfall.localaws.process;
