/** What AWS's services say of what is deployed in an account. */
package io.github.landfall.localaws.deployed;
