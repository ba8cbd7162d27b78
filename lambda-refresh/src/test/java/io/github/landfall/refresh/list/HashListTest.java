package io.github.landfall.refresh.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashListTest {

  private final List<ListedFile> files = new ArrayList<>();

  @Test
  void firstVersionNamesFileAndSizeInElements() throws BrokenListException {
    read(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <hashlist version="1.1">
          <creatorinfo><name>A &amp; B</name><tool>a tool</tool></creatorinfo>
          <hash>
            <file>A001/A001_C001.mov</file>
            <size>4812</size>
            <lastmodificationdate>2026-11-20T08:00:00Z</lastmodificationdate>
            <xxhash64be>0ea03b369a463d9d</xxhash64be>
          </hash>
          <hash><size> 7 </size><file>镜头 &lt;1&gt; &#x26; co.exr</file></hash>
        </hashlist>
        """);

    assertThat(files)
        .containsExactly(
            new ListedFile("A001/A001_C001.mov", 4812), new ListedFile("镜头 <1> & co.exr", 7));
  }

  @Test
  void secondVersionNamesPathWithSizeAndFoldersAreNoFiles() throws BrokenListException {
    read(
        """
        <hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">
          <processinfo><process>in-place</process><roothash><content><xxh64>a</xxh64></content></roothash></processinfo>
          <hashes>
            <hash>
              <path size="878" lastmodificationdate="2026-11-20T08:00:00Z">Clips/A002.mov</path>
              <xxh64 action="original">0ea03b369a463d9d</xxh64>
              <metadata><path size="1">no file</path></metadata>
            </hash>
            <directoryhash><path>Clips</path><content><xxh64>b</xxh64></content></directoryhash>
            <hash><path>Sidecar.txt</path><md5 action="failed">c</md5></hash>
          </hashes>
          <references><hashlistreference><path>Other/ascmhl/0001.mhl</path></hashlistreference></references>
        </hashlist>
        """);

    assertThat(files)
        .containsExactly(
            new ListedFile("Clips/A002.mov", 878),
            new ListedFile("Sidecar.txt", ListedFile.UNKNOWN));
  }

  @Test
  void pathIsDataWhateverItSays() throws BrokenListException {
    read(
        "<hashlist version='1.0'><hash><file>../../etc/passwd</file></hash>"
            + "<hash><file>/abs</file></hash><hash><file>a\\b</file></hash>"
            + "<hash><file><![CDATA[<x>&amp;]]></file></hash></hashlist>");

    assertThat(files)
        .extracting(ListedFile::path)
        .containsExactly("../../etc/passwd", "/abs", "a\\b", "<x>&amp;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE hashlist [<!ENTITY a 'b'>]><hashlist version='1.0'><hash><file>&a;</file></hash></hashlist> | line 1: a document type or an entity",
        "<!DOCTYPE hashlist SYSTEM 'http://127.0.0.1:1/x.dtd'><hashlist version='1.0'/> | line 1: a document type or an entity",
        "<hashlist version='1.0'><hash><file>&unknown;</file></hash></hashlist> | line 1: ",
        "<html><body>Not found</body></html> | line 1: the root is html; expected hashlist",
        "<hashlist><hash><file>a</file></hash></hashlist> | line 1: the version is null; expected 1.x or 2.x",
        "<hashlist version='9'><hash><file>a</file></hash></hashlist> | the version is 9; expected 1.x or 2.x",
        "<hashlist version='1.0'></hashlist> | it lists no file",
        "<hashlist version='1.0'><hash><md5>a</md5></hash></hashlist> | a hash has no file",
        "<hashlist version='1.0'><hash><file>a</file><size>many</size></hash></hashlist> | a size is 'many'; expected a number of bytes",
        "<hashlist version='1.0'><hash><file>a</file><size>-1</size></hash></hashlist> | a size is '-1'; expected a number of bytes",
        "<hashlist version='1.0'><hash><file>a<b/></file></hash></hashlist> | b where a text is expected",
        "<hashlist version='1.0'><hash><file>a</file></hash> | line 1: ",
        "no XML | line 1: ",
      })
  void brokenListSaysWhereAndWhy(String list, String why) {
    assertThatThrownBy(() -> read(list))
        .isInstanceOf(BrokenListException.class)
        .hasMessageContaining(why);
  }

  @Test
  void longTextIsRefusedBeforeItIsHeld() {
    String list = "<hashlist version='1.0'><hash><file>" + "a".repeat(5_000_000);

    assertThatThrownBy(() -> read(list))
        .isInstanceOf(BrokenListException.class)
        .hasMessageContaining("a text of more than 4,096 characters");
  }

  private void read(String list) throws BrokenListException {
    HashList.read(new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)), files::add);
  }
}
