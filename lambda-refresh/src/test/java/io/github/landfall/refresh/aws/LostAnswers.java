package io.github.landfall.refresh.aws;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client whose connection now and then breaks when a call is done and before its answer comes.
 */
final class LostAnswers implements AutoCloseable {

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final AtomicBoolean losing = new AtomicBoolean();
  private final AtomicInteger answers = new AtomicInteger();
  private final DynamoDbClient client;

  LostAnswers(URI endpoint) {
    client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.CN_NORTHWEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nobody")))
            .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
            .httpClient(new Breaking())
            .build();
  }

  DynamoDbClient client() {
    return client;
  }

  /** Lets the next answer be lost. */
  void loseNext() {
    losing.set(true);
  }

  /** How many answers were lost. */
  int answers() {
    return answers.get();
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }

  private final class Breaking implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      ExecutableHttpRequest real = http.prepareRequest(request);
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() throws IOException {
          HttpExecuteResponse answer = real.call();
          if (losing.getAndSet(false)) {
            answers.incrementAndGet();
            real.abort();
            throw new IOException("the connection broke before the answer came");
          }
          return answer;
        }

        @Override
        public void abort() {
          real.abort();
        }
      };
    }

    @Override
    public void close() {}
  }
}
