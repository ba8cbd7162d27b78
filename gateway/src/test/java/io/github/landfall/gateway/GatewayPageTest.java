package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/gateway.md} says about the scripts, held against the scripts. */
class GatewayPageTest {

  private static final Path ROOT = Path.of("..");

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/gateway.md"));
  }

  private static String scripts() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String script :
        new String[] {"lib", "activate", "check", "refresh", "deploy-vm", "warm"}) {
      text.append(Files.readString(ROOT.resolve("gateway/" + script + ".sh")));
    }
    return text.toString();
  }

  @Test
  void everyCallOfTheScriptsIsAmongThePermissions() throws IOException {
    String permissions = section("## Permissions");
    Set<String> calls =
        Pattern.compile(
                "\\b(?:storagegateway|cloudformation|secretsmanager|logs|dynamodb) ([a-z-]+)")
            .matcher(scripts())
            .results()
            .map(call -> action(call.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(calls).contains("ActivateGateway", "DescribeSmbFileShares", "RefreshCache");
    assertThat(calls)
        .filteredOn(
            call ->
                !(permissions.contains("storagegateway:List*")
                    && call.matches("(List|Describe)(Gateway|Local|File|Smb|Cache|Maint).*")))
        .allSatisfy(call -> assertThat(permissions).containsPattern("(?i)\\b" + call + "`"));
  }

  /** {@code ActivateGateway} for {@code activate-gateway}. */
  private static String action(String command) {
    return Arrays.stream(command.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateLogDelivery",
        "GetLogDelivery",
        "UpdateLogDelivery",
        "DeleteLogDelivery",
        "ListLogDeliveries",
        "PutResourcePolicy",
        "DescribeResourcePolicies",
        "DescribeLogGroups"
      })
  void everyActionThatTheLogGroupNeedsIsNamedInFull(String action) throws IOException {
    assertThat(section("## Permissions")).containsPattern("`(logs:)?" + action + "`");
  }

  @Test
  void everyExitStatusIsExplained() throws IOException {
    Stream<String> statuses =
        Pattern.compile("(?:FAILED|USAGE|UNREACHABLE|GAVE_UP)=(\\d)|'interrupted (\\d+)'")
            .matcher(scripts())
            .results()
            .map(status -> status.group(1) == null ? status.group(2) : status.group(1));

    assertThat(statuses)
        .contains("1", "2", "3", "4", "129", "130", "143")
        .allSatisfy(
            status ->
                assertThat(section("## When a step fails"))
                    .containsPattern("(?m)^\\|[ 0-9,]*\\b" + status + "\\b[ 0-9,]*\\|"));
  }

  @Test
  void everyWayThatCheckTriesIsAmongThePorts() throws IOException {
    assertThat(section("## Ports and endpoints").lines())
        .anyMatch(line -> line.matches("\\| this machine \\| the VM \\| TCP 445 .*"))
        .anyMatch(
            line ->
                line.startsWith("| this machine |")
                    && Stream.of("anon-cp.", "client-cp.", "proxy-app.", "dp-1.", "`s3.")
                        .allMatch(line::contains));
  }

  @Test
  void noCommandCombinesAKeyWithAnEndpoint() throws IOException {
    assertThat(page().replace("\\\n", " ").lines().filter(line -> line.startsWith("gateway/")))
        .isNotEmpty()
        .noneMatch(line -> line.contains("--activation-key") && line.contains("--vpc-endpoint"));
  }

  private static String section(String title) throws IOException {
    String page = page();
    int start = page.indexOf(title + "\n");
    assertThat(start).as(title).isPositive();
    int end = page.indexOf("\n## ", start + 1);
    return end < 0 ? page.substring(start) : page.substring(start, end);
  }
}
