/**
 * Data Transfer Hub's template as a file: recognising it, bringing it up to date, and checking what
 * is passed to it. Nothing here reads a file or knows the CDK.
 */
package io.github.landfall.infra.dth;
