/**
 * Readers of lines: small ones written from the grammars of well-known parsers, and real
 * programs.
 */
@NullMarked
package dev.monitor.logging.reader;

import org.jspecify.annotations.NullMarked;
