/** Synthesizes the templates that the rehearsal reads. */
package io.github.landfall.rehearsal.synthesis;
