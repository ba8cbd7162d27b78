/** SNS as far as the chain needs it: notices to topics, mailed to the people behind them. */
package io.github.landfall.localaws.notices;
