package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.localaws.gateway.BucketRequests;
import io.github.landfall.localaws.gateway.ServiceCall;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.localaws.notices.TopicService;
import io.github.landfall.localaws.server.MailServer;
import io.github.landfall.localaws.server.MailServer.Mail;
import io.github.landfall.localaws.server.ObjectChange;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes down what the function did: its calls, refreshes, notices and the mails that came of it.
 */
final class StageReport {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Timeline timeline;
  private final Set<String> partners;
  private final StorageGatewayService storageGateway;
  private final TopicService topics;
  private final MailServer mail;
  private final Function<String, List<Run>> runs;
  private final Predicate<ObjectChange> isPart;
  private final Set<RunId> planned = new HashSet<>();
  private final List<BucketRequests> costs = new CopyOnWriteArrayList<>();
  private final List<String> parts = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> mailsSeen = new HashMap<>();
  private int noticesSeen;
  private int callsSeen;

  StageReport(
      Timeline timeline,
      Set<String> partners,
      StorageGatewayService storageGateway,
      TopicService topics,
      MailServer mail,
      Function<String, List<Run>> runs,
      Predicate<ObjectChange> isPart) {
    this.timeline = timeline;
    this.partners = partners;
    this.storageGateway = storageGateway;
    this.topics = topics;
    this.mail = mail;
    this.runs = runs;
    this.isPart = isPart;
  }

  /** A call of a function. */
  void called(String function, String event, String response) {
    try {
      int messages = JSON.readTree(event).path("Records").size();
      int again = JSON.readTree(response).path("batchItemFailures").size();
      timeline.add(
          Kind.INVOKE,
          "",
          "the %s function got %d message%s: %s"
              .formatted(
                  function.replace("Handler", "").toLowerCase(Locale.ROOT),
                  messages,
                  messages == 1 ? "" : "s",
                  again == 0 ? "done" : again + " not yet, to come again"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + response, e);
    }
  }

  /** An object that was stored; only parts are worth a line. */
  void stored(ObjectChange change) {
    if (isPart.test(change)) {
      PartName part = PartName.parse(change.key()).orElseThrow();
      parts.add(change.key());
      timeline.add(
          Kind.ARRIVAL,
          part.partner(),
          "a part was put: %s%s"
              .formatted(
                  RunSummary.amount(part.objects(), part.bytes()),
                  part.removed() == 0 ? "" : ", and " + part.removed() + " removed"));
    }
  }

  /** The keys of the parts that were put, in order; one that was put again is named again. */
  List<String> parts() {
    return List.copyOf(parts);
  }

  /** What each refresh cost that is complete, in order. */
  List<BucketRequests> costs() {
    return List.copyOf(costs);
  }

  /** The end of a refresh. */
  void refreshed(JsonNode event) {
    BucketRequests cost =
        storageGateway.cost(event.path("detail").path("notification-id").asText());
    costs.add(cost);
    timeline.add(
        Kind.REFRESH,
        "",
        "refresh of %s is complete: %s; it cost %d LIST and %d HEAD"
            .formatted(
                lastPart(event.path("resources").path(0).asText()),
                event.path("detail").path("folderList"),
                cost.lists(),
                cost.heads()));
  }

  /** What is new since the last time. */
  void news() {
    List<ServiceCall> calls = storageGateway.calls();
    if (callsSeen < calls.size()) {
      partners.forEach(this::plans);
    }
    for (ServiceCall call : calls.subList(callsSeen, calls.size())) {
      if (call.operation().equals("RefreshCache")) {
        timeline.add(Kind.REFRESH, "", refreshCall(call));
      }
    }
    callsSeen = calls.size();
    List<Notice> notices = topics.notices();
    for (Notice notice : notices.subList(noticesSeen, notices.size())) {
      timeline.add(
          Kind.NOTICE,
          notice.attributes().getOrDefault("partner", ""),
          notice.attributes().getOrDefault("event", "an alarm")
              + " to "
              + lastPart(notice.topicArn()));
      notice.mailedTo().forEach(this::mailed);
    }
    noticesSeen = notices.size();
  }

  /** The plans of a partner that were not told yet. */
  private void plans(String partner) {
    for (Run run : runs.apply(partner)) {
      if (run.refreshes().isPresent() && planned.add(run.id())) {
        timeline.add(Kind.PLAN, partner, RunSummary.of(run).line());
      }
    }
  }

  /** A recipient's mails come in order, so the next one that was not seen is this notice's. */
  private void mailed(String recipient) {
    int seen = mailsSeen.merge(recipient, 1, Integer::sum);
    Mail mail = mails(recipient).get(seen - 1);
    timeline.add(
        Kind.MAIL,
        partnerIn(mail.subject()),
        "%s: «%s»%n%s".formatted(recipient, mail.subject(), mail.text().strip()));
  }

  private List<Mail> mails(String recipient) {
    return mail.mails().stream().filter(each -> each.to().contains(recipient)).toList();
  }

  /** The partner that a text names; empty if it names none. */
  String partnerIn(String text) {
    return partners.stream().filter(text::contains).findFirst().orElse("");
  }

  private static String refreshCall(ServiceCall call) {
    JsonNode request = call.request();
    return "RefreshCache %s %s%s%s"
        .formatted(
            lastPart(request.path("FileShareARN").asText()),
            request.path("FolderList"),
            request.path("Recursive").asBoolean(true) ? ", recursive" : "",
            call.fault().isEmpty() ? "" : ": refused, " + call.fault());
  }

  private static String lastPart(String arn) {
    return arn.replaceFirst(".*[:/]", "");
  }
}
