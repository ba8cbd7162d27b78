/** What the runs table keeps of a run: read by the function, the commands and the rehearsal. */
package io.github.landfall.contract.run;
