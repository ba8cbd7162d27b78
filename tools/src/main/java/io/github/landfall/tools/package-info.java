/** The commands that the platform team runs by hand; {@code bin/} starts them. */
package io.github.landfall.tools;
