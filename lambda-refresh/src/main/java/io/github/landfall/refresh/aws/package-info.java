/** The ports of the core, on AWS. */
package io.github.landfall.refresh.aws;
