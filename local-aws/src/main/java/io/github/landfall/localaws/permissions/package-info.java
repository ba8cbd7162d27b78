/** What the functions ask of AWS, held against what their roles allow. */
package io.github.landfall.localaws.permissions;
