/**
 * The configuration of a Landfall deployment: what may be said in {@code cdk.json}, and what is
 * refused.
 */
package io.github.landfall.infra.config;
