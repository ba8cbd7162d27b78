/**
 * What templates, functions and commands agree on: the names of things, and of the functions'
 * variables.
 */
package io.github.landfall.contract;
