/** The command ./rehearse. */
package io.github.landfall.rehearsal;
