/**
 * Writes the files for operators out on the command line.
 */
@NullMarked
package dev.monitor.ops.command;

import org.jspecify.annotations.NullMarked;
