/** What a gateway on the premises needs on this side: a role, a guest password, a log. */
package io.github.landfall.infra.gateway;
