/** One virtual time for every part of the rehearsal, in this process and in its children. */
package io.github.landfall.localaws.clock;
