package io.github.landfall.refresh.aws;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Makes the AWS clients, each when it is first needed, all with one HTTP client. */
public final class AwsClients {

  /** RefreshCache reaches through to the gateway and answers slower than other calls. */
  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  private static final Duration CALL = Duration.ofSeconds(40);

  private final Supplier<SdkHttpClient> http = once(UrlConnectionHttpClient::create);
  private final Consumer<AwsClientBuilder<?, ?>> amendment;

  /**
   * Clients of AWS for a function of Lambda: its credentials and its region are variables of its
   * environment, so the SDK need not look for them elsewhere.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
   *     runtime environment variables</a>
   */
  public AwsClients() {
    this(AwsClients::asLambdaSays);
  }

  private static void asLambdaSays(AwsClientBuilder<?, ?> builder) {
    builder.credentialsProvider(EnvironmentVariableCredentialsProvider.create());
    builder.region(Region.of(System.getenv("AWS_REGION")));
  }

  /**
   * Clients of something in AWS's place.
   *
   * @param amendment is shown each client's builder last, to send the client elsewhere
   */
  public AwsClients(Consumer<AwsClientBuilder<?, ?>> amendment) {
    this.amendment = amendment;
  }

  /**
   * A client that is made at the first use.
   *
   * @param builder makes the client's builder
   * @return gives always the same client
   * @see <a
   *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/retry-strategy.html">Retry
   *     behaviour</a>
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> Supplier<C> client(
      Supplier<B> builder) {
    return client(builder, AwsRetryStrategy.forRetryMode(RetryMode.STANDARD));
  }

  /**
   * A client for calls that may not be repeated blindly: one attempt a call. If an answer is lost,
   * the run's message comes again, and the run says what was begun.
   *
   * @param builder makes the client's builder
   * @return gives always the same client
   */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C>
      Supplier<C> clientOfOneAttempt(Supplier<B> builder) {
    return client(builder, AwsRetryStrategy.doNotRetry());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> Supplier<C> client(
      Supplier<B> builder, RetryStrategy retries) {
    return once(
        () -> {
          B whole =
              builder
                  .get()
                  .httpClient(http.get())
                  .overrideConfiguration(
                      override ->
                          override
                              .retryStrategy(retries)
                              .apiCallAttemptTimeout(ATTEMPT)
                              .apiCallTimeout(CALL));
          amendment.accept(whole);
          return whole.build();
        });
  }

  private static <T> Supplier<T> once(Supplier<T> maker) {
    return new Supplier<>() {
      private T made;

      @Override
      public synchronized T get() {
        if (made == null) {
          made = maker.get();
        }
        return made;
      }
    };
  }
}
