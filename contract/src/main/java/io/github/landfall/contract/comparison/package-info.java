/** What a comparison of a source with the landing bucket is told. */
package io.github.landfall.contract.comparison;
