/** Writes what people are told, in each language. */
package io.github.landfall.refresh.notice;
