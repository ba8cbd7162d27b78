/** How the tools write for people and for spreadsheets. */
package io.github.landfall.tools.output;
