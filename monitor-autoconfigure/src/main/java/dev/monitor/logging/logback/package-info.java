/**
 * The encoder for Logback: providers of logstash-logback-encoder that write lines.
 */
@NullMarked
package dev.monitor.logging.logback;

import org.jspecify.annotations.NullMarked;
