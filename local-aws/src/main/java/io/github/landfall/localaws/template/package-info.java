/** What the CDK app synthesized, read back with the names that things have in the rehearsal. */
package io.github.landfall.localaws.template;
