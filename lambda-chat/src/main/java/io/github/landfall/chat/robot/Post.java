package io.github.landfall.chat.robot;

import java.net.URI;

/**
 * What is posted to a robot. Its text says nothing of the address, which is a secret.
 *
 * @param address where
 * @param body the body, as JSON
 */
public record Post(URI address, String body) {

  @Override
  public String toString() {
    return "Post of " + Lines.bytes(body) + " bytes";
  }
}
