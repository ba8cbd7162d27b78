/** The whole chain on one machine, put together from the synthesized templates. */
package io.github.landfall.rehearsal.stage;
