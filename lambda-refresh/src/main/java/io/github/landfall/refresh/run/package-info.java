/** The core: decides what a run needs next, and takes it there through ports. */
package io.github.landfall.refresh.run;
