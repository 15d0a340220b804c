package dev.monitor.logging.reader;

/**
 * A pair that a reader has read.
 *
 * @param key the key
 * @param value the value
 */
public record ReadPair(String key, String value) {

}
