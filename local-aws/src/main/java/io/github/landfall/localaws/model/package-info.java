/** The models that AWS publishes of its services' APIs. */
package io.github.landfall.localaws.model;
