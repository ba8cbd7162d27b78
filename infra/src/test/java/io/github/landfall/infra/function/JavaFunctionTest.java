package io.github.landfall.infra.function;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.refresh.RefreshHandler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.lambda.FunctionProps;

class JavaFunctionTest {

  @Test
  void aJarThatIsNotBuiltIsNamedWithWhatBuildsIt() {
    JavaFunction java = new JavaFunction(new Stack(), Path.of("lambda-copy/target/copy.jar"));

    assertThatThrownBy(
            () ->
                java.function(
                    RefreshHandler.class, "copy", new PolicyDocument(), FunctionProps.builder()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "lambda-copy/target/copy.jar: missing, expected the function's jar; build it with: mvn -pl lambda-copy -am package");
  }
}
