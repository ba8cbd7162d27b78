package io.github.landfall.contract.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartNameTest {

  private static final PartName NAME =
      new PartName(
          "harbour-vfx",
          Instant.parse("2026-11-23T16:05:01.007Z"),
          "0123456789abcdef",
          1200,
          5_000_000_000_000L,
          3);

  private static final String KEY =
      "harbour-vfx/new/20261123T160501007Z-0123456789abcdef-1200-5000000000000-3.jsonl.gz";

  @Test
  void nameTellsTheFiguresAndIsReadBack() {
    assertThat(NAME.key()).isEqualTo(KEY).startsWith(PartName.prefix("harbour-vfx"));
    assertThat(PartName.parse(KEY)).contains(NAME);
    assertThat(PartName.prefix("harbour-vfx")).startsWith(PartName.home("harbour-vfx"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "harbour-vfx/new/",
        "harbour-vfx/folders.jsonl.gz",
        "harbour-vfx/runs/r/taken.txt",
        "harbour-vfx/runs/20261123T160501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "a/b/new/20261123T160501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "_landfall/_arrivals/a/new/20261123T160501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcdef-1-2-3.jsonl.gz2",
        "a/new/20261123T160501007Z-0123456789ABCDEF-1-2-3.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcde-1-2-3.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcdef-1-2.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcdef-1--2-3.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcdef-01-2-3.jsonl.gz",
        "a/new/20261123T160501007Z-0123456789abcdef-1-99999999999999999999-3.jsonl.gz",
        "a/new/20261323T160501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "a/new/20260230T160501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "a/new/20261123T250501007Z-0123456789abcdef-1-2-3.jsonl.gz",
        "a/new/20261123T160501Z-0123456789abcdef-1-2-3.jsonl.gz",
      })
  void nothingElseIsTakenForAPart(String key) {
    assertThat(PartName.parse(key)).isEmpty();
  }
}
