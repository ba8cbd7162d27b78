package io.github.landfall.localaws.permissions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes down each AWS call of a function, one a line, in the function's own process.
 *
 * <p>The SDK finds it on the class path of every client that the function makes. Only children get
 * the registration, through {@link #writeClassPathEntry}. The class therefore stands alone: it uses
 * nothing but the JDK and the function's own SDK.
 *
 * @see <a
 *     href="https://sdk.amazonaws.com/java/api/latest/software/amazon/awssdk/core/interceptor/ExecutionInterceptor.html">ExecutionInterceptor</a>
 */
public final class CallRecorder implements ExecutionInterceptor {

  /** System property of the child process that names the file to write to. */
  public static final String FILE_PROPERTY = "landfall.calls";

  private static final String REGISTRATION =
      "software/amazon/awssdk/global/handlers/execution.interceptors";

  /** The fields of a request that say what it reaches, or that it needs more than it seems. */
  private static final Set<String> TELLING =
      Set.of(
          "ACL",
          "Bucket",
          "CopySource",
          "DestinationBucket",
          "DestinationKey",
          "FileShareARN",
          "FileShareARNList",
          "GatewayARN",
          "IndexName",
          "Key",
          "Prefix",
          "QueueName",
          "QueueUrl",
          "SecretId",
          "TableName",
          "Tagging",
          "TopicArn",
          "VersionId",
          "cluster",
          "containerInstance",
          "logGroupName",
          "stateMachineArn");

  private final Path file;

  /**
   * Records into the file that the system property {@value #FILE_PROPERTY} names.
   *
   * @throws IllegalStateException if the property is not set
   */
  public CallRecorder() {
    this(fileOfThisProcess());
  }

  CallRecorder(Path file) {
    this.file = file;
  }

  private static Path fileOfThisProcess() {
    String name = System.getProperty(FILE_PROPERTY);
    if (name == null) {
      throw new IllegalStateException(
          "the system property " + FILE_PROPERTY + " must name the file for the function's calls");
    }
    return Path.of(name);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    StringBuilder line = new StringBuilder();
    line.append(encoded(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)));
    line.append(' ').append(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    tell(context.request(), line);
    try {
      // In one write: a function that is killed leaves no half line.
      Files.writeString(
          file, line.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write down a call in " + file, e);
    }
  }

  private static void tell(SdkPojo request, StringBuilder line) {
    for (SdkField<?> field : request.sdkFields()) {
      tell(field.memberName(), field.getValueOrDefault(request), line);
    }
  }

  /** DynamoDB's keys are maps and stay out: no policy of ours asks for them. */
  private static void tell(String name, Object value, StringBuilder line) {
    if (value instanceof List<?> list) {
      list.forEach(each -> tell(name, each, line));
    } else if (value instanceof SdkPojo nested) {
      tell(nested, line);
    } else if (value instanceof String text && TELLING.contains(name)) {
      line.append(' ').append(name).append('=').append(encoded(text));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Writes this class and its registration into a directory of a child's class path, on which the
   * function's SDK lies too.
   *
   * @throws UncheckedIOException if the directory cannot be written
   */
  public static void writeClassPathEntry(Path directory) {
    String classFile = CallRecorder.class.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(classFile);
    Path registration = directory.resolve(REGISTRATION);
    try (InputStream bytes = CallRecorder.class.getClassLoader().getResourceAsStream(classFile)) {
      Files.createDirectories(copy.getParent());
      Files.copy(bytes, copy);
      Files.createDirectories(registration.getParent());
      Files.writeString(registration, CallRecorder.class.getName() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the recorder for child processes", e);
    }
  }
}
