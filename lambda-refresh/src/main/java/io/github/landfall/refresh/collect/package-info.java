/** Collects the parts of a run into its delivery, its report and its changed folders. */
package io.github.landfall.refresh.collect;
