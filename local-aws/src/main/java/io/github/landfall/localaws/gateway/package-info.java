/** S3 File Gateways, whose listings only RefreshCache renews, and their control plane. */
package io.github.landfall.localaws.gateway;
