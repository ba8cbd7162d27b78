package io.github.landfall.localaws.http;

import java.net.URI;

/** How a stand-in reads an AWS client's request and writes its answer. */
public interface Protocol {

  /**
   * Answers one request.
   *
   * @param target the header {@code X-Amz-Target}; null where the client sent none
   * @param body the request's body
   * @return the answer, also for a fault that the client is to see
   */
  Answer answer(String target, byte[] body);

  /**
   * Answers one request of a service whose operations have addresses of their own.
   *
   * @param method the HTTP method
   * @param address the path and the query
   * @param target the header {@code X-Amz-Target}; null where the client sent none
   * @param body the request's body
   * @return the answer, also for a fault that the client is to see
   */
  default Answer answer(String method, URI address, String target, byte[] body) {
    return answer(target, body);
  }

  /**
   * An HTTP answer.
   *
   * @param status the HTTP status
   * @param contentType the media type of the body
   * @param body the body, which is sent as UTF-8
   */
  record Answer(int status, String contentType, String body) {}
}
