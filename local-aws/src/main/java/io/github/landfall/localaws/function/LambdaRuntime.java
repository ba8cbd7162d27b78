package io.github.landfall.localaws.function;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** Lambda's own Java runtime, as a child process starts it. */
public final class LambdaRuntime {

  /** The class that loads a handler and asks for events; its argument is the handler. */
  public static final String MAIN_CLASS = AWSLambda.class.getName();

  /** The JVM's options as on Lambda, whatever this machine's processors and locale. */
  public static final List<String> OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8");

  private LambdaRuntime() {}

  /** The runtime's jar and the jars that it needs, as they are on this process's class path. */
  public static List<String> classPath() {
    return Stream.of(
            AWSLambda.class,
            RequestHandler.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(
            type -> {
              try {
                return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
              } catch (URISyntaxException e) {
                throw new IllegalStateException("no path to the jar of " + type, e);
              }
            })
        .toList();
  }

  /**
   * Writes the runtime's native library, which it would leave in /tmp.
   *
   * @param directory where to
   * @return the JVM's option that names it
   * @throws IOException if it can't be written, or there is none for this machine
   */
  public static String library(Path directory) throws IOException {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String resource = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    Path library = directory.resolve("runtime.so");
    try (InputStream bytes = AWSLambda.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new FileNotFoundException("Lambda's runtime has no library " + resource);
      }
      Files.copy(bytes, library);
    }
    return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
        + library;
  }

  /**
   * The variables that Lambda sets beside the function's own.
   *
   * @param api host and port of the Runtime API
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
   *     environment variables</a>
   */
  public static Map<String, String> environment(FunctionDefinition function, String api) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", api),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("AWS_REGION", function.region()),
        Map.entry("AWS_DEFAULT_REGION", function.region()),
        Map.entry("AWS_ACCESS_KEY_ID", "rehearsal"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "rehearsal"),
        Map.entry("AWS_SESSION_TOKEN", "rehearsal"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes())),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "rehearsal"),
        Map.entry("AWS_LAMBDA_LOG_FORMAT", function.logFormat()),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", "UTC"));
  }
}
