/** CloudWatch as far as the chain needs it: queue metrics, and alarms that decide as AWS's do. */
package io.github.landfall.localaws.cloudwatch;
