package io.github.landfall.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is reached without AWS's signatures, from the machine that the command runs on. */
public interface Web {

  /**
   * Asks for an address without loading it.
   *
   * @return why it does not answer with success; empty if it does
   */
  Optional<String> failure(String address);

  /**
   * Asks for an image of a public registry.
   *
   * @return why it is not there; empty if it is
   */
  Optional<String> imageFailure(String image);

  /**
   * Asks whether a host answers at all, whatever it says.
   *
   * @return why it does not; empty if it does
   */
  Optional<String> silence(URI address);

  /** The internet. */
  final class Internet implements Web {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern PUBLIC_IMAGE =
        Pattern.compile("public\\.ecr\\.aws/([^@:]+)(?::(.+)|@(.+))?");

    private final HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @Override
    public Optional<String> failure(String address) {
      return status(head(URI.create(address)).build());
    }

    /**
     * {@inheritDoc}
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html">Registry
     *     authentication of Amazon ECR Public</a>
     */
    @Override
    public Optional<String> imageFailure(String image) {
      Matcher known = PUBLIC_IMAGE.matcher(image);
      if (!known.matches()) {
        return Optional.empty();
      }
      String name = known.group(1);
      String reference =
          known.group(3) != null
              ? known.group(3)
              : known.group(2) == null ? "latest" : known.group(2);
      try {
        String token =
            JsonMapper.builder()
                .build()
                .readTree(
                    client
                        .send(
                            HttpRequest.newBuilder(
                                    URI.create(
                                        "https://public.ecr.aws/token/?service=public.ecr.aws&scope=repository:%s:pull"
                                            .formatted(name)))
                                .timeout(TIMEOUT)
                                .build(),
                            HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("token")
                .asText();
        return status(
            head(URI.create("https://public.ecr.aws/v2/%s/manifests/%s".formatted(name, reference)))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json, */*")
                .build());
      } catch (JsonProcessingException e) {
        return Optional.of("public.ecr.aws gave no token");
      } catch (IOException e) {
        return Optional.of(said(e));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    @Override
    public Optional<String> silence(URI address) {
      try {
        client.send(head(address).build(), HttpResponse.BodyHandlers.discarding());
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(said(e));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private Optional<String> status(HttpRequest request) {
      try {
        int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status / 100 == 2 ? Optional.empty() : Optional.of("HTTP " + status);
      } catch (IOException e) {
        return Optional.of(said(e));
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private static HttpRequest.Builder head(URI address) {
      return HttpRequest.newBuilder(address)
          .method("HEAD", HttpRequest.BodyPublishers.noBody())
          .timeout(TIMEOUT);
    }

    private static String said(IOException e) {
      return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static IllegalStateException interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException("interrupted", e);
    }
  }
}
