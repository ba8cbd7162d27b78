/** How Landfall writes for people: sizes, and text from elsewhere. */
package io.github.landfall.contract.text;
