package io.github.landfall.tools.aws;

import io.github.landfall.localaws.process.LimitedJvm;
import io.github.landfall.tools.AwsClients;
import io.github.landfall.tools.Tool;
import io.github.landfall.tools.TransferList;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The command {@code landfall transfer list} against embedded servers, also as a process of its
 * own.
 */
final class TransferListProcess {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private TransferListProcess() {}

  /** The command in this process. */
  static CommandLine command(URI cloudFormation, URI dynamoDb, OutputStream out) {
    AwsClients clients = builder -> configure(builder, cloudFormation, dynamoDb);
    return Tool.commandLine(
        new TransferList((region, profile) -> clients, out, InstantSource.system(), SHANGHAI));
  }

  /** Tells a builder where its client goes: all but tables to the first. */
  static void configure(AwsClientBuilder<?, ?> builder, URI cloudFormation, URI dynamoDb) {
    builder
        .endpointOverride(builder instanceof DynamoDbClientBuilder ? dynamoDb : cloudFormation)
        .region(Region.CN_NORTHWEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal")));
    if (builder instanceof AwsSyncClientBuilder<?, ?> sync) {
      // Two HTTP clients are on the rehearsal's class path; the tools have this one.
      sync.httpClientBuilder(UrlConnectionHttpClient.builder());
    }
  }

  /** Prepares a process that runs the command, with the heap that it is to do with. */
  static ProcessBuilder process(
      URI cloudFormation, URI dynamoDb, String heap, String... arguments) {
    List<String> all = new ArrayList<>(List.of(cloudFormation.toString(), dynamoDb.toString()));
    all.addAll(List.of(arguments));
    return LimitedJvm.process(TransferListProcess.class, heap, all);
  }

  /**
   * Runs the command and exits. After a whole list its peak of heap is told on stderr, in bytes.
   *
   * @param arguments CloudFormation's and DynamoDB's endpoint, then the command's
   */
  public static void main(String[] arguments) {
    int status =
        command(
                URI.create(arguments[0]),
                URI.create(arguments[1]),
                new FileOutputStream(FileDescriptor.out))
            .execute(Arrays.copyOfRange(arguments, 2, arguments.length));
    if (status == CommandLine.ExitCode.OK) {
      System.err.println(LimitedJvm.peakHeapBytes());
    }
    System.exit(status);
  }
}
