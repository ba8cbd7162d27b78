package io.github.landfall.arrivals;

import java.util.stream.Stream;

/** Keys that some tool of some partner will make one day; parameters of tests. */
final class HostileKeys {

  private HostileKeys() {}

  static Stream<String> all() {
    return Stream.of(
        "northlight/shot 010/plate v001.exr",
        "northlight/a+b/c++.mov",
        "northlight/100%/50%25.txt",
        "northlight/%2F%20/.txt",
        "northlight/镜头/第一场 𠮷.mov",
        "northlight/two\nlines\r\n\ttab.txt",
        "northlight/quote\"back\\slash'&<script>.txt",
        "northlight/" + "x".repeat(1013),
        "northlight/" + "镜".repeat(337) + "ab",
        "northlight/no-folder.txt",
        "northlight/empty folder/",
        "northlight/",
        "northlight//double//slash",
        "northlight/../dots/./x",
        "northlight/=cmd|' /C calc'!A0");
  }
}
