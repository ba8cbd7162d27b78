/** What a command shows on a terminal while it works. */
package io.github.landfall.tools.terminal;
