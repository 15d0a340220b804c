package dev.monitor.status;

/**
 * A question that can be put to a database, in words for people. Immutable.
 *
 * @param name lower case with hyphens, stable, unique among those of one kind of database
 * @param title a headline
 * @param tells what its rows tell
 * @param threshold from when on a row is a finding; empty if none ever is
 * @param remedy what to do about a finding; empty if there are none
 */
public record Diagnostic(String name, String title, String tells, String threshold, String remedy) {

}
