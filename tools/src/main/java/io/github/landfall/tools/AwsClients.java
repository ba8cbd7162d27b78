package io.github.landfall.tools;

import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;

/** Where a command gets its AWS clients from; tests point them at 127.0.0.1. */
@FunctionalInterface
public interface AwsClients {

  /** Makes the clients of one call of a command, once its options are known. */
  @FunctionalInterface
  interface Factory {

    /**
     * Chooses where the clients go.
     *
     * @param region a region's name; absent for the environment's or the profile's own
     * @param profile a profile of AWS's configuration files; absent for the default
     * @return the clients
     */
    AwsClients of(Optional<String> region, Optional<String> profile);
  }

  /** Tells a builder where its client goes and who calls; the command builds the client. */
  void configure(AwsClientBuilder<?, ?> builder);

  /**
   * Builds a client. The command is a process of its own, whose end closes it.
   *
   * @param builder the service's, such as {@code SqsClient.builder()}
   * @throws software.amazon.awssdk.core.exception.SdkException if there is no region
   */
  default <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    configure(builder);
    return builder.build();
  }
}
