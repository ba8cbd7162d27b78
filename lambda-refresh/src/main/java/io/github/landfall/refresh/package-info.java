/** The refresh function: its handler, its settings, and the way of each event to its run. */
package io.github.landfall.refresh;
