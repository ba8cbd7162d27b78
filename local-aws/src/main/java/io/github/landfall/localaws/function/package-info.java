/** Lambda on one machine: the function's own package in a child JVM, fed from a queue. */
package io.github.landfall.localaws.function;
