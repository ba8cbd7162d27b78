/** Looks at a deployment link by link, and says which one is broken. */
package io.github.landfall.tools.check;
